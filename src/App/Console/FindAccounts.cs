using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="Since">Of the last wrong password.</param>
/// <param name="ByStrangers">Browsers that are not known to it are blocked; else one known browser alone is.</param>
public sealed record BlockedAccount(long Id, Role Role, string Number, string Name, DateTimeOffset Since, bool ByStrangers);

/// <param name="Email">Masked.</param>
/// <param name="BlockedSince">Null when nobody is blocked.</param>
/// <param name="LastSeenAt">Of its newest session or known browser; null for one that never signed in, or long ago.</param>
public sealed record AccountState(
    long Id, Role Role, string Number, string Name, string? Email, bool IsOpen, bool HasPassword, DateTimeOffset? BlockedSince, int BlockedBrowsers,
    DateTimeOffset? LastSeenAt, int Devices, int Sessions, bool HasSecondFactor, string? AgreementNumber, string? CustomerNumber)
{
    /// <summary>An operator's is removed on the server's command line.</summary>
    public bool MayRemoveSecondFactor => HasSecondFactor && Role is not Role.Operator and not Role.Customer;
}

/// <summary>Accounts whose holders are shut out, for the operators who help them.</summary>
public sealed class FindAccounts
{
    public const int MaxShown = 100;

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindAccounts(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>How many accounts are blocked, for strangers or on a browser of theirs.</summary>
    public async Task<int> CountBlockedAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Blocked(db).Select(x => x.AccountId).Distinct().CountAsync();
    }

    /// <summary>The newest blocks first, at most <see cref="MaxShown"/> accounts.</summary>
    public async Task<IReadOnlyList<BlockedAccount>> BlockedAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        var rows = await Blocked(db).OrderByDescending(x => x.LastAt).Take(MaxShown)
            .Join(db.Accounts, x => x.AccountId, a => a.Id, (x, a) => new { x.Subject, x.LastAt, a.Id, a.Kind, a.UserName, a.FirstName, a.LastName }).ToListAsync();
        return [.. rows.GroupBy(x => x.Id).Select(x => x.OrderByDescending(y => y.LastAt).ToList()).Select(x => new BlockedAccount(
            x[0].Id, AccountRules.RoleOf(x[0].Kind), NumberOf(x[0].UserName), $"{x[0].FirstName} {x[0].LastName}", x[0].LastAt, x.Exists(y => IsOfStrangers(y.Subject)))).OrderByDescending(x => x.Since)];
    }

    /// <summary>The account that signs in with this number, name or e-mail, at any door; null when there is none.</summary>
    public async Task<long?> SearchAsync(string? typed)
    {
        await using var db = await _databases.CreateDbContextAsync();
        foreach (var area in Enum.GetValues<AccountArea>())
        {
            if ((await FindAccount.ByTypedAsync(db, area, typed)).Account is { } found)
            {
                return found.Id;
            }
        }

        return null;
    }

    /// <summary>Refuses not_found.</summary>
    public async Task<Result<AccountState>> ReadAsync(long id, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is not { } account)
        {
            return RefusalCode.NotFound;
        }

        var blocked = await Blocked(db).Where(x => x.AccountId == id).Select(x => new { x.Subject, x.LastAt }).ToListAsync();
        var devices = await db.KnownDevices.Where(d => d.AccountId == id).Select(d => d.LastSeenAt).ToListAsync();
        var sessions = await db.Sessions.Where(s => s.AccountId == id && s.Stage == SessionStage.Full && s.ExpiresAt > now).Select(s => s.LastSeenAt).ToListAsync();
        return new AccountState(account.Id, AccountRules.RoleOf(account.Kind), NumberOf(account.UserName), $"{account.FirstName} {account.LastName}".Trim(),
            account.Email is { } email ? CustomerIdentifier.Mask(email) : null, account.IsOpen(now), account.PasswordHash is not null,
            blocked.Count == 0 ? null : blocked.Max(x => x.LastAt), blocked.Count(x => !IsOfStrangers(x.Subject)),
            devices.Concat(sessions).Cast<DateTimeOffset?>().Max(), devices.Count, sessions.Count, account.TwoFactorEnabled,
            await db.Agreements.Where(a => a.Id == account.AgreementId).Select(a => a.Number).SingleOrDefaultAsync(),
            await db.Customers.Where(c => c.Id == account.CustomerId).Select(c => c.Number).SingleOrDefaultAsync());
    }

    private static IQueryable<SignInTriesRow> Blocked(AppDb db) => db.SignInTries.Where(x => x.AccountId != null && x.Failed >= AccessSettings.MaxTries);

    private static bool IsOfStrangers(string subject) => subject[0] == SignInTries.AccountMark;

    private static string NumberOf(string? userName) => userName!.Split(':')[^1];
}
