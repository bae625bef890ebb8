using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Operations;

/// <summary>«VALIDER LA PRÉ-RÉSERVATION»: the amount may be lowered, never raised.</summary>
[Needs(Permission.Capture)]
public sealed class CaptureModel(CapturePayment capture, ReadPayment read, CurrentPoint points, Sentences sentences) : HeldPage(read, points, sentences)
{
    private string? _typed;

    /// <summary>As typed; else all that the customer paid, without its sign: the field has it.</summary>
    public string Amount => _typed ?? MoneyText.Number(Payment.Amounts.Authorized!.Value);

    protected override PaymentAction Action => PaymentAction.Capture;

    public async Task<IActionResult> OnPostAsync()
    {
        _typed = Request.Form["amount"] is [{ } first, ..] ? first : "";
        return await EndAsync(await capture.RunAsync(Actor, Payment.Number, _typed, ShownVersion, ReadReason()));
    }
}
