using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>«Envoyer» of the QR page: the same request to an e-mail address too.</summary>
[Needs(Permission.Collect)]
public sealed class MailModel(MailRequest mail) : OperationPage
{
    public string Key { get; private set; } = NewKey();
    public string Email { get; private set; } = "";

    public IActionResult OnGet()
    {
        Email = Payment.Addressee.Email ?? "";
        return CanStillBePaid ? Page() : Redirect(DetailAddress(Payment.Number));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Typed("go") == "back")
        {
            return Redirect(QrAddress(Payment.Number));
        }

        Email = Typed("email");
        Key = IsKey(Typed("key")) ? Typed("key") : Key;
        var sent = await mail.RunAsync(Actor, Payment.Number, Email, Key);
        if (sent.Refusal is not { } refusal)
        {
            return Redirect(QrAddress(Payment.Number));
        }

        Key = refusal.Code == RefusalCode.IdempotencyMismatch ? NewKey() : Key;
        return Refused(refusal);
    }
}
