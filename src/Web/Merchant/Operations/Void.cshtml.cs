using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Operations;

/// <summary>«ANNULER L'OPÉRATION» after the customer paid: everything goes back.</summary>
[Needs(Permission.Cancel)]
public sealed class VoidModel(VoidPayment giveBack, ReadPayment read, CurrentPoint points, Sentences sentences) : HeldPage(read, points, sentences)
{
    protected override PaymentAction Action => PaymentAction.Void;

    public async Task<IActionResult> OnPostAsync() => await EndAsync(await giveBack.RunAsync(Actor, Payment.Number, ShownVersion, ReadReason()));
}
