using Guichet.App.Payments;
using Guichet.App.Wallets;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer;

/// <summary>«Paiement effectué»: the result, the receipt, and what became of the payment since.</summary>
public sealed class PaymentModel(CustomerRequests requests, ReadWallet wallets, TimeProvider clock) : CustomerPage
{
    /// <summary>How long a payment is news: the moment of success is shown, and the balance that it left.</summary>
    private static readonly TimeSpan News = TimeSpan.FromMinutes(2);

    public static string PathOf(Payment payment) => $"/app/paiements/{payment.Number}";

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public required CustomerPaymentView Shown { get; set; }
    public Story Story { get; private set; }
    public bool IsNews => Shown.Payment.PaidAt is { } paidAt && Now - paidAt < News && Story is Story.Paid or Story.Held;

    /// <summary>After the payment; null for an old one, whose balance then is not today's.</summary>
    public Money? Balance { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (!TransactionNumber.IsWellFormed(number) || !(await requests.ByNumberAsync(Actor, number)).TryGet(out var found, out _))
        {
            return NotFound();
        }

        if (found.Payment.PayerId != Actor.CustomerId)
        {
            return Redirect(RequestAddress.OfNumber(number).Path);
        }

        Shown = found;
        Story = CustomerStory.Of(found.Payment, Actor.CustomerId, Now);
        Balance = IsNews ? (await wallets.RunAsync(Actor, Now)).Balance : null;
        return Page();
    }
}
