using System.Net.Mime;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Detail;

/// <summary>«Reçu (PDF)» of a payment with money received; of any other there is none, as for a stranger.</summary>
[Needs(Permission.SeePayments)]
public sealed class ReceiptModel(ReadPayment read, ReadRemainders remainders, CurrentPoint points, ReceiptWords words, ReceiptPdf pdf, TimeProvider clock) : MerchantPage
{
    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (!TransactionNumber.IsWellFormed(number) || !(await read.WithTimelineAsync(Actor, number)).TryGet(out var view, out _)
            || !(await points.OfIdAsync(Actor, view.Payment.PointOfSaleId)).TryGet(out var point, out _))
        {
            return NotFound();
        }

        var settled = Remainders.Recorded((await remainders.OfAsync(Actor, view.Payment)).Select(line => line.Record));
        return words.Of(view, point, settled, clock.GetUtcNow()) is { } paper ? File(pdf.Draw(paper), MediaTypeNames.Application.Pdf, words.FileName(view.Payment)) : NotFound();
    }
}
