using Guichet.App.Letters;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Operations;

/// <summary>Everything about one payment: amounts, people, limits and what happened. A stranger's payment does not exist.</summary>
public sealed class DetailModel(ReadPayment read, LetterStates letters, CurrentPoint points, TimeProvider clock) : MerchantPage
{
    public PaymentView View { get; private set; } = null!;
    public IReadOnlyList<LetterOnTimeline> Letters { get; private set; } = [];
    public PointOfSale Point { get; private set; } = null!;
    public Payment Payment => View.Payment;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>An e-mail should have left by now: the page looks again until it has.</summary>
    public bool AwaitsLetters => Letters.Any(letter => letter.Progress == LetterProgress.Queued && !letter.IsPlanned(Now));

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (!TransactionNumber.IsWellFormed(number) || !(await read.WithTimelineAsync(Actor, number)).TryGet(out var view, out _)
            || !(await points.OfIdAsync(Actor, view.Payment.PointOfSaleId)).TryGet(out var point, out _))
        {
            return NotFound();
        }

        (View, Point, Letters) = (view, point, await letters.OfPaymentAsync(Actor, number));
        return Page();
    }
}
