using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.Closing;

/// <summary>A page about the rest of one payment. A stranger's payment does not exist.</summary>
public abstract class RemainderPage(ReadPayment read, ReadRemainders remainders, CurrentPoint points, Sentences sentences, TimeProvider clock) : MerchantPage
{
    public Payment Payment { get; private set; } = null!;
    public PointOfSale Point { get; private set; } = null!;
    public IReadOnlyList<RemainderLine> Lines { get; private set; } = [];
    public FieldErrors Errors { get; } = new();
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public string Back => PaymentLinks.Detail(Payment);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!await ReadAsync())
        {
            context.Result = NotFound();
            return;
        }

        await next();
    }

    /// <summary>The same page, saying why not and what is true now.</summary>
    protected async Task<IActionResult> RefuseAsync(params IReadOnlyList<Refusal> refusals)
    {
        if (refusals[0].Code == RefusalCode.NotFound || !await ReadAsync())
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([.. refusals.Select(RemainderEntry.Placed)], sentences);
        return Page();
    }

    private async Task<bool> ReadAsync()
    {
        if (RouteData.Values["number"] is not string number || !TransactionNumber.IsWellFormed(number)
            || !(await read.RunAsync(Actor, number)).TryGet(out var payment, out _) || !(await points.OfIdAsync(Actor, payment.PointOfSaleId)).TryGet(out var point, out _))
        {
            return false;
        }

        (Payment, Point, Lines) = (payment, point, await remainders.OfAsync(Actor, payment));
        return true;
    }
}
