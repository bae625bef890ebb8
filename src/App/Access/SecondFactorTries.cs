using System.Globalization;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// Counts codes of the second factor before they are looked at, each count in one statement, so that parallel requests get no more than honest ones: three to
/// a half session, and so many to an account in a window that begins with its first wrong code, however often the password opens new sessions.
/// </summary>
internal sealed class SecondFactorTries(AccessSettings settings)
{
    /// <summary>Refuses wrong_code with no try left, too_many_attempts (minutes).</summary>
    public async Task<Result<bool>> ReserveAsync(AppDb db, HalfSession session, DateTimeOffset now)
    {
        var reserved = await db.Sessions.Where(s => s.KeyHash == session.KeyHash && s.Stage == SessionStage.Half && s.FailedCodes < SecondFactor.MaxTries)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailedCodes, s => s.FailedCodes + 1));
        if (reserved == 0)
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        var (subject, since) = (Subject(session), now - settings.SecondFactorWindow);
        var (at, limit) = (SignInTries.Instant(db, now), SignInTries.Instant(db, since));
        var counted = await db.Database.SqlQuery<int>($"""
            INSERT INTO sign_in_tries (subject, failed, last_at) VALUES ({subject}, 1, {at})
            ON CONFLICT (subject) DO UPDATE SET failed = CASE WHEN sign_in_tries.last_at <= {limit} THEN 1 ELSE sign_in_tries.failed + 1 END,
                last_at = CASE WHEN sign_in_tries.last_at <= {limit} THEN excluded.last_at ELSE sign_in_tries.last_at END
                WHERE sign_in_tries.failed < {settings.SecondFactorTries} OR sign_in_tries.last_at <= {limit}
            RETURNING failed AS "Value"
            """).ToListAsync();
        if (counted.Count > 0)
        {
            return true;
        }

        var began = await db.SignInTries.Where(x => x.Subject == subject).Select(x => (DateTimeOffset?)x.LastAt).SingleOrDefaultAsync() ?? now;
        return new Refusal(RefusalCode.TooManyAttempts, (int)Math.Max(1, Math.Ceiling((began + settings.SecondFactorWindow - now).TotalMinutes)));
    }

    /// <summary>It was right: it does not count, those before it still do.</summary>
    public static async Task GiveBackAsync(AppDb db, HalfSession session)
    {
        var subject = Subject(session);
        await db.SignInTries.Where(x => x.Subject == subject && x.Failed > 0).ExecuteUpdateAsync(set => set.SetProperty(x => x.Failed, x => x.Failed - 1));
    }

    /// <summary>The last wrong one ends the half session.</summary>
    public static async Task<Refusal> WrongAsync(AppDb db, HalfSession session)
    {
        await db.Sessions.Where(s => s.KeyHash == session.KeyHash && s.Stage == SessionStage.Half && s.FailedCodes >= SecondFactor.MaxTries).ExecuteDeleteAsync();
        var failed = await db.Sessions.Where(s => s.KeyHash == session.KeyHash && s.Stage == SessionStage.Half).Select(s => (int?)s.FailedCodes).SingleOrDefaultAsync();
        return new Refusal(RefusalCode.WrongCode, Math.Max(0, SecondFactor.MaxTries - (failed ?? SecondFactor.MaxTries)));
    }

    private static string Subject(HalfSession session) => string.Create(CultureInfo.InvariantCulture, $"{SignInTries.SecondFactorMark}{session.Account.Id}");
}
