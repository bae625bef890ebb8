using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>What a one-time link is for. Stored: never renumber.</summary>
internal enum LinkPurpose
{
    Password = 1,

    /// <summary>The holder of a new e-mail address.</summary>
    Email = 2,
}

/// <summary>
/// «Mot de passe oublié ?»: mails a one-time link to the account's own address. The answer is the same whether the account exists or not, and asking
/// changes nothing on the account. The page adds a fixed time, so that neither can be told from the other by waiting.
/// </summary>
public sealed class ForgottenPassword
{
    internal static readonly TimeSpan AccountWindow = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccountLetters _letters;
    private readonly ActivationLetters _activation;
    private readonly Turns _turns;
    private readonly AccessSettings _settings;
    private readonly AddressTries _addresses;

    internal ForgottenPassword(IDbContextFactory<AppDb> databases, AccountLetters letters, ActivationLetters activation, Turns turns, AccessSettings settings)
    {
        (_databases, _letters, _activation, _turns, _settings) = (databases, letters, activation, turns, settings);
        _addresses = new AddressTries(settings.LinksPerAddress, AccountWindow);
    }

    /// <summary>Refuses too_many_attempts (minutes) by network address, unavailable.</summary>
    public async Task<Result<AccountArea>> RunAsync(AccountArea area, string? number, string? address, DateTimeOffset now)
    {
        if (_addresses.Take(address, now) is { } minutes)
        {
            return new Refusal(RefusalCode.TooManyAttempts, minutes);
        }

        await using var db = await _databases.CreateDbContextAsync();
        var found = await FindAccount.ByTypedAsync(db, area, number);
        using var turn = await _turns.EnterAsync(found.Name, _settings.HashingQueue);
        if (turn is null)
        {
            return RefusalCode.Unavailable;
        }

        if (found.Account is { Email: { } email } account && Sessions.AreaOf(account.Kind) == area && account.IsOpen(now))
        {
            await MailAsync(db, account, email, now);
        }

        return area;
    }

    /// <summary>A customer chooses a code beside the first password, and only activating asks for it: by this link alone nothing could ever be paid.</summary>
    private async Task<bool> MailActivationAsync(AppDb db, AccountRow account, string email, DateTimeOffset now, Func<Task>? beside)
    {
        var letterId = await _activation.NextLetterAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AccountLock.TakeAsync(db, account.Id);
        if (await _activation.AddAsync(db, letterId, account.Id, email, null, now) is not null)
        {
            return false;
        }

        await db.SaveChangesAsync();
        await (beside?.Invoke() ?? Task.CompletedTask);
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Beyond the limit nothing is mailed, and the last link still works: an attacker cannot flood a mailbox. False then.</summary>
    /// <param name="beside">What else belongs into the commit.</param>
    internal async Task<bool> MailAsync(AppDb db, AccountRow account, string email, DateTimeOffset now, Func<Task>? beside = null)
    {
        if (account is { Kind: AccountKind.Customer, PasswordHash: null })
        {
            return await MailActivationAsync(db, account, email, now, beside);
        }

        var since = now - AccountWindow;
        var token = AccessKey.New();
        var letter = await _letters.MakeAsync(account.Id, email, AccountLetterKind.PasswordLink, new AccountLetterDetails { Token = token }, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AccountLock.TakeAsync(db, account.Id);
        var links = db.OneTimeLinks.Where(x => x.AccountId == account.Id && x.Purpose == (int)LinkPurpose.Password);
        if (await links.CountAsync(x => x.CreatedAt > since) >= _settings.LinksPerAccountAndHour)
        {
            return false;
        }

        await links.Where(x => x.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now));
        db.OneTimeLinks.Add(new OneTimeLinkRow
        {
            TokenHash = AccessKey.Hash(token)!,
            AccountId = account.Id,
            Purpose = (int)LinkPurpose.Password,
            CreatedAt = now,
            ExpiresAt = now + _settings.LinkLife,
        });
        db.Letters.Add(letter);
        await db.SaveChangesAsync();
        await (beside?.Invoke() ?? Task.CompletedTask);
        await transaction.CommitAsync();
        return true;
    }
}
