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

        return await ReserveAsync(db, session.Account.Id, now) is { } refused ? refused : true;
    }

    /// <summary>Of the account alone: somebody who is signed in proves the second factor again. Null, or too_many_attempts (minutes).</summary>
    public Task<Refusal?> ReserveAsync(AppDb db, long accountId, DateTimeOffset now) =>
        WindowTries.ReserveAsync(db, WindowTries.SecondFactor(accountId), settings.SecondFactorTries, settings.SecondFactorWindow, now);

    /// <summary>It was right: it does not count, those before it still do.</summary>
    public static Task<int> GiveBackAsync(AppDb db, long accountId) => WindowTries.GiveBackAsync(db, WindowTries.SecondFactor(accountId));

    /// <summary>Of somebody who is signed in: the tries of the window that are left.</summary>
    public async Task<Refusal> WrongAsync(AppDb db, long accountId) =>
        new(RefusalCode.WrongCode, await WindowTries.LeftAsync(db, WindowTries.SecondFactor(accountId), settings.SecondFactorTries));

    /// <summary>The last wrong one ends the half session.</summary>
    public static async Task<Refusal> WrongAsync(AppDb db, HalfSession session)
    {
        await db.Sessions.Where(s => s.KeyHash == session.KeyHash && s.Stage == SessionStage.Half && s.FailedCodes >= SecondFactor.MaxTries).ExecuteDeleteAsync();
        var failed = await db.Sessions.Where(s => s.KeyHash == session.KeyHash && s.Stage == SessionStage.Half).Select(s => (int?)s.FailedCodes).SingleOrDefaultAsync();
        return new Refusal(RefusalCode.WrongCode, Math.Max(0, SecondFactor.MaxTries - (failed ?? SecondFactor.MaxTries)));
    }
}
