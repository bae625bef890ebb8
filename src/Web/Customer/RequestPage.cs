using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Customer;

/// <summary>A page about one request, reached by either door. A request that is not the customer's to see is one page that tells nothing.</summary>
[EnableRateLimiting(AccessWeb.RequestLinkLimit)]
public abstract class RequestPage(CustomerRequests requests, TimeProvider clock) : CustomerPage
{
    [BindProperty(SupportsGet = true), FromRoute]
    public string Door { get; set; } = "";

    [BindProperty(SupportsGet = true), FromRoute]
    public string Key { get; set; } = "";

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Null when there is nothing to show.</summary>
    public CustomerPaymentView? Shown { get; protected set; }

    public RequestAddress Address { get; private set; } = RequestAddress.OfNumber("");

    public bool IsWaiting => Shown is { } shown && CustomerStory.Of(shown.Payment, Actor.CustomerId, Now) == Story.Waiting;

    /// <summary>It waits, and its merchant may not collect at the moment.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>It can be paid now, as far as its merchant is concerned.</summary>
    public bool CanBePaid => IsWaiting && !IsStopped;

    protected Task<bool> FindAsync() => FindAsync(new RequestAddress(Door, Key));

    protected async Task<bool> FindAsync(RequestAddress address)
    {
        Address = address;
        (await address.FindAsync(requests, Actor)).TryGet(out var found, out _);
        Shown = found;
        IsStopped = found is not null && await HttpContext.RequestServices.GetRequiredService<CollectGate>().StopAsync(found.Payment.AgreementId, found.Payment.PointOfSaleId) is not null;
        return found is not null;
    }

    /// <summary>«Ce code n'est plus valable ou ne vous est pas destiné», whatever the reason.</summary>
    protected PageResult Nothing()
    {
        Shown = null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    /// <summary>Where the present state of what was asked about stands: the customer's own payment, or the request.</summary>
    protected RedirectResult ToTruth() => Redirect(TruthPath);

    protected string TruthPath => Shown is { Payment: { } payment } && payment.PayerId == Actor.CustomerId ? PaymentModel.PathOf(payment) : Address.Path;
}
