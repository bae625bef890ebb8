using Guichet.App.Merchants;
using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>What the steps of the wizard share: the point, the errors, the way out, fields as typed.</summary>
public abstract class WizardPage : MerchantPage
{
    /// <summary>The point that the form or payment belongs to, whatever another tab chose meanwhile.</summary>
    public PointOfSale Point { get; protected set; } = null!;

    public FieldErrors Errors { get; } = new();

    public string ListAddress => CurrentPoint.Link("/encaissement", Actor, Point);

    protected T Service<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    public DateTimeOffset Now => Service<TimeProvider>().GetUtcNow();

    /// <summary>As typed: no binding that trims, converts or drops.</summary>
    protected string Typed(string field) => Request.Form[field] is [{ } first, ..] ? first : "";

    protected async Task<bool> FindPointAsync(long pointOfSaleId)
    {
        var found = await Service<CurrentPoint>().OfIdAsync(Actor, pointOfSaleId);
        Point = found.Refusal is null ? found.Value : null!;
        return found.Refusal is null;
    }

    /// <summary>The page again, with what was typed, the errors and their status.</summary>
    protected IActionResult Refused(params IReadOnlyList<Refusal> refusals)
    {
        Response.StatusCode = Errors.AddAll(refusals, Service<Sentences>());
        return Page();
    }

    /// <summary>A key made with a form, so that the form acts once.</summary>
    protected static string NewKey() => FormKey.New();

    protected static bool IsKey(string typed) => FormKey.Is(typed);
}
