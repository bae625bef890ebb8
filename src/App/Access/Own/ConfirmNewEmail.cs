using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The link of a new e-mail address, once, within its 30 minutes. The address before is told at once; links that it still holds are dead.</summary>
public sealed class ConfirmNewEmail
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly OwnAccount _own;

    internal ConfirmNewEmail(IDbContextFactory<AppDb> databases, OwnAccount own) => (_databases, _own) = (databases, own);

    /// <summary>The new address, while the link is usable. Changes nothing: mail scanners open links too. Refuses link_unusable.</summary>
    public async Task<Result<string>> CheckAsync(string? token, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await FindAsync(db, token, now) is { } link ? link.Email! : RefusalCode.LinkUnusable;
    }

    /// <summary>Gives the new address. Refuses link_unusable.</summary>
    public async Task<Result<string>> RunAsync(string? token, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await FindAsync(db, token, now) is not { Email: { } email } link || await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == link.AccountId) is not { } account)
        {
            return RefusalCode.LinkUnusable;
        }

        var letter = await _own.LetterAsync(account, AccountLetterKind.EmailChanged, now, new AccountLetterDetails { Before = account.Email, After = CustomerIdentifier.Mask(email) });
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Accounts.Where(a => a.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Email, email).SetProperty(a => a.NormalizedEmail, email.ToUpperInvariant()).SetProperty(a => a.EmailConfirmed, true));
        var used = await db.OneTimeLinks.Where(x => x.TokenHash == link.TokenHash && x.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now));
        if (used == 0)
        {
            return RefusalCode.LinkUnusable; // used or replaced meanwhile; nothing is committed
        }

        await OneTimeLinks.UseUpAsync(db, account.Id, now);
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return email;
    }

    private static async Task<OneTimeLinkRow?> FindAsync(AppDb db, string? token, DateTimeOffset now) => AccessKey.Hash(token) is { } hash
        ? await db.OneTimeLinks.AsNoTracking().SingleOrDefaultAsync(x => x.TokenHash == hash && x.Purpose == (int)LinkPurpose.Email && x.Email != null && x.UsedAt == null && x.ExpiresAt > now)
        : null;
}
