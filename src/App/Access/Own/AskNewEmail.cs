using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Another e-mail for one's account: a link goes to the new address, and nothing changes before it is used.</summary>
public sealed class AskNewEmail
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ProveAgain _prove;
    private readonly AccountLetters _letters;
    private readonly AccessSettings _settings;

    internal AskNewEmail(IDbContextFactory<AppDb> databases, ProveAgain prove, AccountLetters letters, AccessSettings settings) =>
        (_databases, _prove, _letters, _settings) = (databases, prove, letters, settings);

    /// <summary>Gives the address that the link goes to. Refuses email_invalid, wrong_password, wrong_code (tries left), passkey_refused, too_many_attempts (minutes), unavailable.</summary>
    public async Task<Result<string>> RunAsync(OwnAccess own, string? typed, Proof proof, DateTimeOffset now, DateTimeOffset codesAt)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (!CustomerIdentifier.Email(typed).TryGet(out var email, out var refusal))
        {
            return refusal;
        }

        if (await _prove.RunAsync(db, account, own, proof, now, codesAt) is { } wrong)
        {
            return wrong;
        }

        var since = now - Window;
        var token = AccessKey.New();
        var letter = await _letters.MakeAsync(account.Id, email, AccountLetterKind.EmailLink, new AccountLetterDetails { Token = token }, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AccountLock.TakeAsync(db, account.Id);
        var links = db.OneTimeLinks.Where(x => x.AccountId == account.Id && x.Purpose == (int)LinkPurpose.Email);
        if (await links.CountAsync(x => x.CreatedAt > since) >= _settings.LinksPerAccountAndHour)
        {
            return new Refusal(RefusalCode.TooManyAttempts, (int)Window.TotalMinutes); // nobody's mailbox is filled from here
        }

        await links.Where(x => x.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now));
        db.OneTimeLinks.Add(new OneTimeLinkRow
        {
            TokenHash = AccessKey.Hash(token)!,
            AccountId = account.Id,
            Purpose = (int)LinkPurpose.Email,
            Email = email,
            CreatedAt = now,
            ExpiresAt = now + _settings.LinkLife,
        });
        db.Letters.Add(letter);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return email;
    }
}
