using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>
/// A passkey instead of the code, for exactly what a ticket says: payment, payee and amount (dynamic linking, I-40). The question is made for one ticket, one
/// session and one answer; the signature over it approves nothing else. The passkey verifies its holder.
/// </summary>
public sealed class ApprovalPasskey
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ApprovalTickets _tickets;
    private readonly PasskeyCheck _passkeys;

    internal ApprovalPasskey(IDbContextFactory<AppDb> databases, ApprovalTickets tickets, PasskeyCheck passkeys) => (_databases, _tickets, _passkeys) = (databases, tickets, passkeys);

    /// <summary>Whether the customer has one: the page then offers the button.</summary>
    public async Task<bool> HasAnyAsync(CustomerActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await PasskeyCheck.Of(db, actor.AccountId).AnyAsync();
    }

    /// <summary>Refuses passkey_refused: no ticket of this customer, one that has expired, or a customer without a passkey.</summary>
    public async Task<Result<PasskeyQuestion>> AskAsync(CustomerAccess own, string? ticket, DateTimeOffset now)
    {
        if (_tickets.Open(own.Actor, ticket) is not { } opened || opened.ExpiresAt <= now)
        {
            return RefusalCode.PasskeyRefused;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        return await PasskeyCheck.Of(db, account.Id).AnyAsync()
            ? await _passkeys.AskAsync(db, PasskeyPurpose.Approve, account, own.SessionKey, now, ticket)
            : RefusalCode.PasskeyRefused;
    }

    /// <summary>Right for this very ticket, or passkey_refused. Gives the actor, whose passkey it was.</summary>
    public async Task<Result<CustomerActor>> RunAsync(CustomerAccess own, string? ticket, PasskeyAnswer answer, DateTimeOffset now)
    {
        if (_tickets.Open(own.Actor, ticket) is not { } opened || opened.ExpiresAt <= now)
        {
            return RefusalCode.PasskeyRefused;
        }

        await using var db = await _databases.CreateDbContextAsync();
        return await _passkeys.AnsweredAsync(db, PasskeyPurpose.Approve, answer, own.SessionKey, own.AccountId, now, ticket) is { } use && await PasskeyCheck.UseAsync(db, use)
            ? own.Actor : RefusalCode.PasskeyRefused;
    }
}
