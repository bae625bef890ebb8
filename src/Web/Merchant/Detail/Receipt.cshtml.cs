using System.Net.Mime;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Detail;

/// <summary>«Reçu (PDF)» of a payment with money received; of any other there is none, as for a stranger.</summary>
public sealed class ReceiptModel(ReadPayment read, CurrentPoint points, ReceiptWords words, ReceiptPdf pdf, TimeProvider clock) : MerchantPage
{
    public async Task<IActionResult> OnGetAsync(string number) =>
        TransactionNumber.IsWellFormed(number) && (await read.WithTimelineAsync(Actor, number)).TryGet(out var view, out _)
            && (await points.OfIdAsync(Actor, view.Payment.PointOfSaleId)).TryGet(out var point, out _) && words.Of(view, point, clock.GetUtcNow()) is { } paper
            ? File(pdf.Draw(paper), MediaTypeNames.Application.Pdf, words.FileName(view.Payment))
            : NotFound();
}
