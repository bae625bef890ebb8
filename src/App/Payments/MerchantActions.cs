using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>Finds the payment that a merchant's action names, within the scope. The decision checks the scope again on the locked row.</summary>
internal sealed class PaymentNumbers(IDbContextFactory<AppDb> databases)
{
    public async Task<long?> IdOfAsync(string number)
    {
        if (!TransactionNumber.IsWellFormed(number))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync();
        return await db.Payments.Where(p => p.Number == number).Select(p => (long?)p.Id).SingleOrDefaultAsync();
    }
}

/// <summary>Withdraws a waiting request. Refuses text_invalid beside «reason», not_found, not_possible_in_state, shown_state_changed, payment_limit_passed, forbidden, unavailable.</summary>
public sealed class CancelPayment
{
    private readonly Desk _desk;
    private readonly PaymentNumbers _numbers;

    internal CancelPayment(Desk desk, PaymentNumbers numbers) => (_desk, _numbers) = (desk, numbers);

    /// <param name="shownVersion">Of the payment as the merchant saw it; null when nothing was shown.</param>
    /// <param name="typedReason">For the customer, who reads it with the request and in the letter.</param>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number, int? shownVersion = null, string? typedReason = null) =>
        actor.Lacks(Permission.Cancel) is { } forbidden ? forbidden
        : !Texts.ReasonToCustomer(typedReason).TryGet(out var reason, out var invalid) ? invalid
        : await _numbers.IdOfAsync(number) is { } id
            ? await _desk.SubmitForPaymentAsync(new MerchantPaymentCommand(actor, (payment, now) => PaymentDecisions.Cancel(payment, actor.Trace, now, reason)) { PaymentId = id, ShownVersion = shownVersion })
            : RefusalCode.NotFound;
}

/// <summary>«Envoyer»: the shown request to an e-mail address too. Refuses email_invalid, not_found, not_possible_in_state, payment_limit_passed, suspended, point_closed, unavailable.</summary>
public sealed class MailRequest
{
    private readonly Desk _desk;
    private readonly PaymentNumbers _numbers;

    private readonly CollectGate _gate;

    internal MailRequest(Desk desk, PaymentNumbers numbers, CollectGate gate) => (_desk, _numbers, _gate) = (desk, numbers, gate);

    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number, string? typedEmail, string key)
    {
        if (actor.Lacks(Permission.Collect) is { } forbidden)
        {
            return forbidden;
        }

        if (!CustomerIdentifier.Email(typedEmail).TryGet(out var email, out var invalid))
        {
            return invalid;
        }

        await _gate.LookAsync();
        return await _numbers.IdOfAsync(number) is { } id
            ? await _desk.SubmitForPaymentAsync(new MerchantPaymentCommand(actor, (payment, now) => PaymentRequests.MailRequest(payment, email, actor.Trace, now))
            {
                Gate = _gate,
                PaymentId = id,
                Key = new SubmitKey(actor.KeyScope, key, RequestLinks.Hash($"mail {id}")[..32] + RequestLinks.Hash(email)[..32]),
            })
            : RefusalCode.NotFound;
    }
}

/// <summary>
/// «Changer de mode d'encaissement» (A): the payment stays, the code on the screen becomes useless.
/// Refuses identifier_invalid, customer_unknown, too_many_attempts, not_found, not_possible_in_state, payment_limit_passed, suspended, point_closed, unavailable.
/// </summary>
public sealed class ChangeChannel
{
    private readonly Desk _desk;
    private readonly PaymentNumbers _numbers;
    private readonly RequestLinks _links;
    private readonly FindAddressee _addressees;
    private readonly CollectGate _gate;
    private readonly IssuerRules _rules;

    internal ChangeChannel(Desk desk, PaymentNumbers numbers, RequestLinks links, FindAddressee addressees, CollectGate gate, IssuerRules rules) =>
        (_desk, _numbers, _links, _addressees, _gate, _rules) = (desk, numbers, links, addressees, gate, rules);

    /// <param name="typedContact">The customer's identifier; null for a (new) QR code.</param>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number, string? typedContact, string key)
    {
        if (actor.Lacks(Permission.Collect) is { } forbidden)
        {
            return forbidden;
        }

        var channel = typedContact is null ? RequestChannel.QrCode : RequestChannel.Identifier;
        var contact = typedContact is null ? "" : CustomerIdentifier.Parse(typedContact);
        if (contact.Refusal is { } invalid)
        {
            return invalid with { Field = "contact" };
        }

        if (await _numbers.IdOfAsync(number) is not { } id)
        {
            return RefusalCode.NotFound;
        }

        if (!(await _addressees.RunAsync(actor, channel, contact.Value)).TryGet(out var addressee, out var unknown))
        {
            return unknown;
        }

        await _gate.LookAsync();
        return await _desk.SubmitForPaymentAsync(new MerchantPaymentCommand(actor, (payment, now) => PaymentRequests.ChangeChannel(
            payment, addressee, addressee.CustomerId is null ? RequestLinks.Hash(_links.Token(id, payment.TokenGeneration + 1)) : null, _rules, actor.Trace, now))
        {
            Gate = _gate,
            PaymentId = id,
            Key = new SubmitKey(actor.KeyScope, key, RequestLinks.Hash($"channel {id}")[..32] + RequestLinks.Hash(contact.Value)[..32]),
        });
    }
}
