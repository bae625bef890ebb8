using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Operations;

/// <summary>Everything about one payment: amounts, people, limits and what happened. A stranger's payment does not exist.</summary>
public sealed class DetailModel(ReadPayment read, CurrentPoint points, TimeProvider clock) : MerchantPage
{
    public PaymentView View { get; private set; } = null!;
    public PointOfSale Point { get; private set; } = null!;
    public Payment Payment => View.Payment;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (!TransactionNumber.IsWellFormed(number) || !(await read.WithTimelineAsync(Actor, number)).TryGet(out var view, out _)
            || !(await points.OfIdAsync(Actor, view.Payment.PointOfSaleId)).TryGet(out var point, out _))
        {
            return NotFound();
        }

        (View, Point) = (view, point);
        return Page();
    }
}
