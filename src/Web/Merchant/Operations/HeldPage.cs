using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.Operations;

/// <summary>A question about a payment that the customer made and the merchant has to decide on: a page, and the content of a dialog.</summary>
public abstract class HeldPage(ReadPayment read, CurrentPoint points, Sentences sentences) : MerchantPage
{
    public Payment Payment { get; private set; } = null!;
    public PointOfSale Point { get; private set; } = null!;
    public FieldErrors Errors { get; } = new();

    /// <summary>Asked for by a script, which shows it in a dialog.</summary>
    public bool IsInDialog => Request.Headers.ContainsKey("X-Fragment");

    /// <summary>Where the end and the way out lead: a local address of the query, else the payment.</summary>
    public string Back => Request.Query["retour"] is [{ } asked, ..] && LocalAddress.IsLocal(asked) ? asked : PaymentLinks.Detail(Payment);

    /// <summary>As typed.</summary>
    public string? Reason { get; private set; }

    protected int? ShownVersion => PaymentLinks.ShownVersion(Request.Form);

    /// <summary>What this page is about.</summary>
    protected abstract PaymentAction Action { get; }

    public bool IsPossible => IsOpen && Forbidden is null;

    private bool IsOpen => PaymentTransitions.Find(Payment.Status, Action, Payment.Terms.CaptureMode) is not null;

    private Refusal? Forbidden => PaymentLinks.Forbids(Actor, Payment, Action);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["number"] is not string number || !TransactionNumber.IsWellFormed(number)
            || !(await read.RunAsync(Actor, number)).TryGet(out var payment, out _) || !(await points.OfIdAsync(Actor, payment.PointOfSaleId)).TryGet(out var point, out _))
        {
            context.Result = NotFound();
            return;
        }

        (Payment, Point) = (payment, point);
        await next();
    }

    public async Task<IActionResult> OnGetAsync() => !IsOpen ? Redirect(Back) : Forbidden is { } forbidden ? await EndAsync(forbidden) : Page();

    /// <summary>What the merchant tells the customer; as typed, also when it is refused.</summary>
    protected string? ReadReason() => Reason = Request.Form["reason"] is [{ } first, ..] ? first : null;

    /// <summary>Back where one came from; or the same page, saying why not and what is true now.</summary>
    protected async Task<IActionResult> EndAsync(Result<Payment> result)
    {
        if (result.Refusal is not { } refusal)
        {
            return Redirect(Back);
        }

        var now = await read.RunAsync(Actor, Payment.Number);
        Payment = now.Refusal is null ? now.Value : Payment;
        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }
}
