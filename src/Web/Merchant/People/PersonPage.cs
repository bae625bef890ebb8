using Guichet.App.Merchants.People;
using Guichet.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.People;

/// <summary>A page about one person of the agreement: others do not exist.</summary>
public abstract class PersonPage(ReadPeople people, TimeProvider clock) : MerchantPage
{
    public Person Person { get; private set; } = null!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public bool IsSignatory => Person.Role == Role.Signatory;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["person"] is not string number || !(await people.FindAsync(Actor, number, Now)).TryGet(out var person, out _))
        {
            context.Result = NotFound();
            return;
        }

        Person = person;
        await next();
    }

    /// <summary>What a page cannot show beside a field.</summary>
    protected IActionResult Closed(Refusal refusal) => refusal.Code == RefusalCode.NotFound ? NotFound() : StatusCode(refusal.HttpStatus);
}
