using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>«Mot de passe oublié ?» asked by an operator for somebody on the telephone: the link goes to the holder's own address, and nobody here sees it.</summary>
public sealed class SendPasswordLink
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ForgottenPassword _forgotten;

    internal SendPasswordLink(IDbContextFactory<AppDb> databases, ForgottenPassword forgotten) => (_databases, _forgotten) = (databases, forgotten);

    /// <summary>Refuses not_found (also one that is closed or has no address), too_many_attempts (minutes).</summary>
    public async Task<Result<long>> RunAsync(OperatorActor actor, long accountId, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId) is not { Email: { } email } account || !account.IsOpen(now))
        {
            return RefusalCode.NotFound;
        }

        var at = ParisCalendar.Truncate(now);
        return await _forgotten.MailAsync(db, account, email, at, () => AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.PasswordLinkSent, AuditSubject.Account(accountId), at))
            ? accountId : new Refusal(RefusalCode.TooManyAttempts, (int)ForgottenPassword.AccountWindow.TotalMinutes);
    }
}

/// <summary>
/// For a merchant who lost the telephone and the recovery codes: no second factor any more, signed out everywhere, every browser a stranger again, and told by letter.
/// The password still stands before the account. Operators are helped on the server's command line (<see cref="Operators"/>).
/// </summary>
public sealed class RemoveSecondFactor
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccountLetters _letters;
    private readonly Sessions _sessions;

    internal RemoveSecondFactor(IDbContextFactory<AppDb> databases, AccountLetters letters, Sessions sessions) => (_databases, _letters, _sessions) = (databases, letters, sessions);

    /// <summary>Refuses text_invalid beside «reason», not_found (also an account that has none, and an operator's).</summary>
    public async Task<Result<long>> RunAsync(OperatorActor actor, long accountId, string? typed, DateTimeOffset now)
    {
        if (!Texts.Reason(typed).TryGet(out var reason, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId && a.TwoFactorEnabled) is not { } account || Sessions.AreaOf(account.Kind) != AccountArea.Merchant)
        {
            return RefusalCode.NotFound;
        }

        var at = ParisCalendar.Truncate(now);
        var letter = account.Email is { } email ? await _letters.MakeAsync(accountId, email, AccountLetterKind.SecondFactorRemoved, new AccountLetterDetails { Reason = reason }, at) : null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Accounts.Where(a => a.Id == accountId && a.TwoFactorEnabled).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, false).SetProperty(a => a.SecondFactorSince, (DateTimeOffset?)null)) == 0)
        {
            return RefusalCode.NotFound; // a colleague was quicker
        }

        await SecondFactor.ForgetAsync(db, accountId);
        await OneTimeLinks.UseUpAsync(db, accountId, at);
        await Sessions.CloseAllAsync(db, accountId);
        await db.KnownDevices.Where(d => d.AccountId == accountId).ExecuteDeleteAsync();
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.SecondFactorRemoved, AuditSubject.Account(accountId), at);
        await transaction.CommitAsync();
        _sessions.Forget(accountId);
        return accountId;
    }
}
