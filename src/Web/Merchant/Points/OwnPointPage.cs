using Guichet.App.Merchants;
using Guichet.App.Merchants.Points;
using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.Points;

/// <summary>A page about one point of the agreement: others do not exist, and a closed one is not changed any more.</summary>
public abstract class OwnPointPage(OwnPoints points, Sentences sentences) : MerchantPage
{
    public PointOfSale Point { get; private set; } = null!;
    public FieldErrors Errors { get; } = new();

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["shop"] is not string shopId || !(await points.FindAsync(Actor, shopId)).TryGet(out var found, out _))
        {
            context.Result = NotFound();
            return;
        }

        if (!found.IsOpen)
        {
            context.Result = Redirect(PointLinks.List);
            return;
        }

        Point = found.Point;
        await next();
    }

    protected IActionResult Refuse(params IReadOnlyList<Refusal> refusals)
    {
        if (refusals[0].Code == RefusalCode.NotFound)
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll(refusals, sentences);
        return Page();
    }
}
