using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>«Changer de mode d'encaissement» (A): the payment stays, the code shown before becomes useless.</summary>
[Needs(Permission.Collect)]
public sealed class ModeModel(ChangeChannel change) : OperationPage
{
    public string Key { get; private set; } = NewKey();
    public bool ByIdentifier { get; private set; }
    public string Contact { get; private set; } = "";

    public IActionResult OnGet()
    {
        ByIdentifier = Payment.Addressee.Channel == RequestChannel.QrCode;
        return CanStillBePaid && Payment.Terms.Path == PaymentPath.A ? Page() : Redirect(DetailAddress(Payment.Number));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Typed("go") == "back")
        {
            return Redirect(QrAddress(Payment.Number));
        }

        if (Payment.Terms.Path != PaymentPath.A)
        {
            return NotFound();
        }

        (ByIdentifier, Contact) = (Typed("channel") == "identifier", Typed("contact"));
        Key = IsKey(Typed("key")) ? Typed("key") : Key;
        var changed = await change.RunAsync(Actor, Payment.Number, ByIdentifier ? Contact : null, Key);
        if (changed.TryGet(out var payment, out var refusal))
        {
            return Redirect(QrAddress(payment.Number));
        }

        // Corrected after a lost answer: the form says something else, so it is another submit.
        Key = refusal.Code == RefusalCode.IdempotencyMismatch ? NewKey() : Key;
        return Refused(refusal);
    }
}
