using System.Globalization;
using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// So many in a window that begins with the first, per account: counted in one statement before anything is looked at, so that parallel requests get no more
/// than honest ones. Rows of sign_in_tries, under marks of their own.
/// </summary>
internal static class WindowTries
{
    public const char SecondFactorMark = 's', PasswordMark = 'p', NewDeviceMark = 'n', PushMark = 'm';

    /// <summary>All that are cleared once their window is over.</summary>
    public static readonly string SecondFactorPattern = $"{SecondFactorMark}%", PasswordPattern = $"{PasswordMark}%", NewDevicePattern = $"{NewDeviceMark}%", PushPattern = $"{PushMark}%";

    public static string SecondFactor(long accountId) => Subject(SecondFactorMark, accountId);

    /// <summary>The present password, asked of somebody who is signed in.</summary>
    public static string Password(long accountId) => Subject(PasswordMark, accountId);

    public static string NewDeviceLetters(long accountId) => Subject(NewDeviceMark, accountId);

    /// <summary>Requests that a phone is told of.</summary>
    public static string PushedRequests(long subscriptionId) => Subject(PushMark, subscriptionId);

    /// <summary>Trial notifications that an account asks for.</summary>
    public static string TestPushes(long accountId) => $"{PushMark}{Subject('t', accountId)}";

    /// <summary>Null when it was counted; else too_many_attempts (minutes).</summary>
    public static async Task<Refusal?> ReserveAsync(AppDb db, string subject, int most, TimeSpan window, DateTimeOffset now)
    {
        var (at, limit) = (SignInTries.Instant(db, now), SignInTries.Instant(db, now - window));
        var counted = await db.Database.SqlQuery<int>($"""
            INSERT INTO sign_in_tries (subject, failed, last_at) VALUES ({subject}, 1, {at})
            ON CONFLICT (subject) DO UPDATE SET failed = CASE WHEN sign_in_tries.last_at <= {limit} THEN 1 ELSE sign_in_tries.failed + 1 END,
                last_at = CASE WHEN sign_in_tries.last_at <= {limit} THEN excluded.last_at ELSE sign_in_tries.last_at END
                WHERE sign_in_tries.failed < {most} OR sign_in_tries.last_at <= {limit}
            RETURNING failed AS "Value"
            """).ToListAsync();
        if (counted.Count > 0)
        {
            return null;
        }

        var began = await db.SignInTries.Where(x => x.Subject == subject).Select(x => (DateTimeOffset?)x.LastAt).SingleOrDefaultAsync() ?? now;
        return new Refusal(RefusalCode.TooManyAttempts, (int)Math.Max(1, Math.Ceiling((began + window - now).TotalMinutes)));
    }

    /// <summary>It was right: it does not count, those before it still do.</summary>
    public static Task<int> GiveBackAsync(AppDb db, string subject) =>
        db.SignInTries.Where(x => x.Subject == subject && x.Failed > 0).ExecuteUpdateAsync(set => set.SetProperty(x => x.Failed, x => x.Failed - 1));

    /// <summary>Of the window that runs.</summary>
    public static async Task<int> LeftAsync(AppDb db, string subject, int most) =>
        Math.Max(0, most - (await db.SignInTries.Where(x => x.Subject == subject).Select(x => (int?)x.Failed).SingleOrDefaultAsync() ?? 0));

    private static string Subject(char mark, long accountId) => string.Create(CultureInfo.InvariantCulture, $"{mark}{accountId}");
}
