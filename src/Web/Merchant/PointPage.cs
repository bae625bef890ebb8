using Guichet.App.Merchants;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant;

/// <summary>
/// A page about the current point: <see cref="Point"/> is set before any handler runs. A signatory who has not chosen is asked first; a point outside
/// the scope is not found. Its view shows the point: <c>@section Point { &lt;partial name="/Merchant/PointBar.cshtml" model="Model.Point" /&gt; }</c>.
/// </summary>
public abstract class PointPage : MerchantPage
{
    public PointOfSale Point { get; private set; } = null!;

    /// <summary>What follows the choice: null for the list, else a value that the page of the choice knows.</summary>
    protected virtual string? AfterChoice => null;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var current = await HttpContext.RequestServices.GetRequiredService<CurrentPoint>().OfRequestAsync(HttpContext);
        if (!current.TryGet(out var point, out _))
        {
            context.Result = CurrentPoint.IsNamed(HttpContext) ? NotFound()
                : Redirect(AfterChoice is null ? CurrentPoint.ChoiceAddress : $"{CurrentPoint.ChoiceAddress}?suite={AfterChoice}");
            return;
        }

        Point = point;
        await next();
    }
}
