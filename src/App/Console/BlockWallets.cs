using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Wallets.Blocking;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>
/// An operator blocks a customer's wallet, for somebody on the telephone or for a reason of the issuer's, and unblocks it. Blocking signs the customer out
/// everywhere. State, history, letter and audit line are one commit; of two operators at once one wins.
/// </summary>
public sealed class BlockWallets
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccountLetters _letters;
    private readonly Sessions _sessions;

    internal BlockWallets(IDbContextFactory<AppDb> databases, AccountLetters letters, Sessions sessions) => (_databases, _letters, _sessions) = (databases, letters, sessions);

    /// <summary>Also one that its holder blocked: then only an operator undoes it. Refuses text_invalid beside «reason», not_found, block_changed.</summary>
    public Task<Result<string>> BlockAsync(OperatorActor actor, string number, string? reason, DateTimeOffset now) => RunAsync(actor, number, reason, blocks: true, ParisCalendar.Truncate(now));

    /// <summary>Whoever blocked it. Refuses text_invalid beside «reason», not_found, block_changed.</summary>
    public Task<Result<string>> UnblockAsync(OperatorActor actor, string number, string? reason, DateTimeOffset now) => RunAsync(actor, number, reason, blocks: false, ParisCalendar.Truncate(now));

    private async Task<Result<string>> RunAsync(OperatorActor actor, string number, string? typed, bool blocks, DateTimeOffset now)
    {
        if (!Texts.Reason(typed).TryGet(out var reason, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Customers.Where(c => c.Number == number).Select(c => (long?)c.Id).SingleOrDefaultAsync() is not { } customerId)
        {
            return RefusalCode.NotFound;
        }

        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.CustomerId == customerId);
        var kind = blocks ? AccountLetterKind.WalletBlockedByIssuer : AccountLetterKind.WalletUnblocked;
        var letter = account?.Email is { } email ? await _letters.MakeAsync(account.Id, email, kind, null, now) : null;
        await WalletMark.PrepareAsync(db, customerId, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var found = await WalletMark.LockAsync(db, customerId);
        if (blocks ? found is { ByIssuer: true } : found is null)
        {
            return RefusalCode.BlockChanged;
        }

        await WalletMark.SetAsync(db, customerId, blocks, new WalletActor(Door.Console, actor.AccountId, null, reason), now);
        if (blocks && account is not null)
        {
            await Sessions.CloseAllAsync(db, account.Id);
            await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync();
        }

        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await AuditTrail.AppendAsync(db, actor.AccountId, blocks ? AuditAction.WalletBlocked : AuditAction.WalletUnblocked, AuditSubject.Customer(customerId), now);
        await transaction.CommitAsync();
        if (account is not null)
        {
            _sessions.Forget(account.Id);
        }

        return number;
    }
}
