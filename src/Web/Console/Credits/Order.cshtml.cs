using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Credits;

/// <summary>One order: what the dry run found, the decision, and how far the crediting is.</summary>
[Needs(Permission.CreditCustomers)]
public sealed class OrderModel(CreditOrders orders, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();
    public CreditOrder Shown { get; private set; } = null!;
    public IReadOnlyList<RefusedLine> Refused { get; private set; } = [];
    public int Credited { get; private set; }

    /// <summary>Where the next page of refused lines begins; null on the last one.</summary>
    public int? NextLine => Refused.Count == CreditOrders.LinesPerPage ? Refused[^1].Line : null;

    public static string Address(long id) => $"/console/credits/{id}";

    public async Task<IActionResult> OnGetAsync(long order, [FromQuery(Name = "apres")] int afterLine) => await FindAsync(order, afterLine) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long order, [FromForm(Name = "go")] string? go)
    {
        var now = ParisCalendar.Truncate(clock.GetUtcNow());
        if ((go == "drop" ? await orders.DropAsync(order, Actor.AccountId, now) : await orders.ConfirmAsync(order, Actor.AccountId, now)).Refusal is not { } refusal)
        {
            return LocalRedirect(go == "drop" ? "/console/credits?abandonnee" : Address(order));
        }

        if (!await FindAsync(order, 0))
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> FindAsync(long id, int afterLine)
    {
        if (!(await orders.FindAsync(id)).TryGet(out var order, out _))
        {
            return false;
        }

        (Shown, Refused, Credited) = (order, await orders.RefusedPageAsync(id, afterLine), await orders.CreditedAsync(order));
        return true;
    }
}
