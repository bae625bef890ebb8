using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>Step 3 with a QR code: the amount and the code, until the customer has answered.</summary>
[Needs(Permission.Collect)]
public sealed class QrCodeModel(ReadPayment payments, Settings settings) : OperationPage
{
    /// <summary>What the code says.</summary>
    public string Link { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (!CanStillBePaid || Payment.Addressee.Channel != RequestChannel.QrCode || payments.TokenOf(Payment) is not { } token)
        {
            return Redirect(DetailAddress(Payment.Number));
        }

        Link = new Uri(settings.Url, $"/app/r/{token}").AbsoluteUri;
        return Page();
    }
}
