using System.Globalization;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Operations;

/// <summary>
/// «Vos opérations» of the current point, the newest action first, with both counters. The filter and the place in the list stand in the address.
/// </summary>
public sealed class ListModel(FindPayments find, TimeProvider clock) : PointPage
{
    private const string ToValidate = "a-valider";
    private const string Awaiting = "en-attente";

    /// <summary>Only this state; null for all.</summary>
    public PaymentStatus? Status { get; private set; }

    public bool IsFirstPage { get; private set; }
    public PaymentPage Operations { get; private set; } = null!;
    public PaymentCounts Counts { get; private set; } = null!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>This page itself, for what leads back to it.</summary>
    public string Here => Request.Path + Request.QueryString;

    /// <param name="statut">The filter: «a-valider» or «en-attente».</param>
    /// <param name="avant">The place: the last row of the page before.</param>
    public async Task<IActionResult> OnGetAsync(string? statut, string? avant)
    {
        Status = statut switch { ToValidate => PaymentStatus.Authorized, Awaiting => PaymentStatus.AwaitingCustomer, _ => null };
        var filter = new PaymentFilter
        {
            PointOfSaleIds = [Point.Id],
            Tab = Status switch { PaymentStatus.Authorized => PaymentTab.Authorized, PaymentStatus.AwaitingCustomer => PaymentTab.AwaitingCustomer, _ => PaymentTab.All },
        };
        Operations = await find.RunAsync(Actor, filter, ListPosition.Read(avant, PageDirection.Forward), Now);
        IsFirstPage = Operations.Previous is null;
        Counts = await find.CountAsync(Actor, filter, Now);
        return Page();
    }

    public string Address(PaymentStatus? status, ListPosition? after = null)
    {
        var filter = status switch { PaymentStatus.Authorized => $"statut={ToValidate}", PaymentStatus.AwaitingCustomer => $"statut={Awaiting}", _ => null };
        var place = after is null ? null : $"avant={Uri.EscapeDataString(after.Text)}";
        var path = CurrentPoint.Link("/encaissement", Actor, Point);
        var query = string.Join('&', new[] { filter, place }.Where(part => part is not null));
        return query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    /// <summary>«1 000+» above the cap: counting further would make the page slow for the largest merchants.</summary>
    public static string Shown(TabCount count) =>
        $"{count.Count.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", IsFrench ? "\u202F" : ",", StringComparison.Ordinal)}{(count.OrMore ? "+" : "")}";

    private static bool IsFrench => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr";
}
