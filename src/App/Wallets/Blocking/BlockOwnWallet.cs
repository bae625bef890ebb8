using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Blocking;

/// <summary>
/// «Bloquer mon compte titres», for who lost a phone: nobody pays from the wallet any more, every other phone is signed out and forgotten, this one stays under new
/// keys, and the holder gets a letter. Nothing is asked for it: being too quick does no harm.
/// </summary>
public sealed class BlockOwnWallet
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly OwnAccount _own;

    internal BlockOwnWallet(IDbContextFactory<AppDb> databases, OwnAccount own) => (_databases, _own) = (databases, own);

    /// <summary>A wallet that is blocked stays so, by whom it was, and the other phones go all the same. Refuses not_found when this phone was signed out meanwhile.</summary>
    public async Task<Result<OwnAccessChanged>> RunAsync(CustomerAccess own, DateTimeOffset now)
    {
        var at = ParisCalendar.Truncate(now);
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        var letter = await _own.LetterAsync(account, AccountLetterKind.WalletBlocked, at);
        await WalletMark.PrepareAsync(db, own.Actor.CustomerId, at);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await WalletMark.LockAsync(db, own.Actor.CustomerId) is null)
        {
            await WalletMark.SetAsync(db, own.Actor.CustomerId, isBlocked: true, new WalletActor(Door.App, account.Id, own.Actor.Address, null), at);
            if (letter is not null)
            {
                db.Letters.Add(letter);
            }
        }

        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync();
        if (await _own.RenewAsync(db, account, own, at) is not { } session)
        {
            return RefusalCode.NotFound;
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        _own.Forget(account);
        return new OwnAccessChanged(session);
    }
}

/// <summary>Undoes the holder's own block, for who knows the password: whoever holds a phone that is signed in may not.</summary>
public sealed class UnblockOwnWallet
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PresentPassword _present;
    private readonly OwnAccount _own;

    internal UnblockOwnWallet(IDbContextFactory<AppDb> databases, PresentPassword present, OwnAccount own) => (_databases, _present, _own) = (databases, present, own);

    /// <summary>Refuses blocked_by_issuer, block_changed (it is not blocked), wrong_password, too_many_attempts (minutes), unavailable.</summary>
    public async Task<Result<bool>> RunAsync(CustomerAccess own, string? password, DateTimeOffset now)
    {
        var at = ParisCalendar.Truncate(now);
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (Check(await WalletBlock.FindAsync(db, own.Actor.CustomerId)) is { } refused)
        {
            return refused; // before a guess at the password is counted
        }

        if (await _present.CheckAsync(db, account, password, at) is { } wrong)
        {
            return wrong;
        }

        var letter = await _own.LetterAsync(account, AccountLetterKind.WalletUnblocked, at);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (Check(await WalletMark.LockAsync(db, own.Actor.CustomerId)) is { } meanwhile)
        {
            return meanwhile;
        }

        await WalletMark.SetAsync(db, own.Actor.CustomerId, isBlocked: false, new WalletActor(Door.App, account.Id, own.Actor.Address, null), at);
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    private static Refusal? Check(WalletBlock? block) => block switch
    {
        null => new Refusal(RefusalCode.BlockChanged),
        { ByIssuer: true } => new Refusal(RefusalCode.BlockedByIssuer),
        _ => null,
    };
}

/// <summary>Whether the own wallet is blocked, and since when.</summary>
public sealed class ReadOwnBlock
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadOwnBlock(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Null while it is not.</summary>
    public async Task<WalletBlock?> RunAsync(CustomerActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await WalletBlock.FindAsync(db, actor.CustomerId);
    }
}
