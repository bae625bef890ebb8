using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// «Je n'ai pas reçu de code»: mails a new activation code to the account's own address. The answer is the same whether the account exists, has a password
/// already or was written to a moment ago; the page adds a fixed time.
/// </summary>
public sealed class AskActivationCode
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ActivationLetters _letters;
    private readonly Turns _turns;
    private readonly AccessSettings _settings;
    private readonly AddressTries _addresses;

    internal AskActivationCode(IDbContextFactory<AppDb> databases, ActivationLetters letters, Turns turns, AccessSettings settings)
    {
        (_databases, _letters, _turns, _settings) = (databases, letters, turns, settings);
        _addresses = new AddressTries(settings.LinksPerAddress, settings.ActivationWindow);
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
        using var turn = await _turns.EnterAsync($"activation {found.Name}", _settings.HashingQueue);
        if (turn is null)
        {
            return RefusalCode.Unavailable;
        }

        var wasJustMailed = await WasJustMailedAsync(db, found.Account?.Id ?? 0, now);
        if (!wasJustMailed && found.Account is { PasswordHash: null, Email: { } email } account && Sessions.AreaOf(account.Kind) == area && account.IsOpen(now))
        {
            await MailAsync(db, account, email, now);
        }

        return area;
    }

    private Task<bool> WasJustMailedAsync(AppDb db, long accountId, DateTimeOffset now)
    {
        var since = now - _settings.ActivationLetterGap;
        return db.ActivationCodes.AnyAsync(x => x.AccountId == accountId && x.CreatedAt > since);
    }

    private async Task MailAsync(AppDb db, AccountRow account, string email, DateTimeOffset now)
    {
        var letterId = await _letters.NextLetterAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AccountLock.TakeAsync(db, account.Id);
        if (await WasJustMailedAsync(db, account.Id, now))
        {
            return; // by another server, at this moment
        }

        if (await _letters.AddAsync(db, letterId, account.Id, email, await ActivationLetters.MerchantAsync(db, account.AgreementId), now) is null)
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
    }
}
