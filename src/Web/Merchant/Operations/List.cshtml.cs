using System.Globalization;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Operations;

/// <summary>
/// «Vos opérations» of the current point, the newest action first, with both counters. The filter and the place in the list stand in the address.
/// </summary>
public sealed class ListModel(FindPayments find, ReadPayment read, TimeProvider clock) : PointPage
{
    private const string ToValidate = "a-valider";
    private const string Awaiting = "en-attente";

    /// <summary>Only this state; null for all.</summary>
    public PaymentStatus? Status { get; private set; }

    public bool IsFirstPage { get; private set; }
    public PaymentPage Operations { get; private set; } = null!;
    public OpenCounts Counts { get; private set; } = null!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>This page itself, for what leads back to it.</summary>
    public string Here => Request.Path + Request.QueryString;

    /// <param name="statut">The filter: «a-valider» or «en-attente».</param>
    /// <param name="avant">The place: the last row of the page before.</param>
    public async Task<IActionResult> OnGetAsync(string? statut, string? avant)
    {
        Status = statut switch { ToValidate => PaymentStatus.Authorized, Awaiting => PaymentStatus.AwaitingCustomer, _ => null };
        var after = await PlaceAsync(avant);
        IsFirstPage = after is null;
        Operations = await find.RunAsync(Actor, Point.Id, Status, after);
        Counts = await find.CountOpenAsync(Actor, Point.Id);
        return Page();
    }

    public string Address(PaymentStatus? status, PagePosition? after = null)
    {
        var filter = status switch { PaymentStatus.Authorized => $"statut={ToValidate}", PaymentStatus.AwaitingCustomer => $"statut={Awaiting}", _ => null };
        var place = after is null ? null : $"avant={after.LastActivityAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}-{Operations.Payments[^1].Number}";
        var path = CurrentPoint.Link("/encaissement", Actor, Point);
        var query = string.Join('&', new[] { filter, place }.Where(part => part is not null));
        return query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    /// <summary>«1 000+» above the cap: counting further would make the page slow for the largest merchants.</summary>
    public static string Shown(int count) =>
        $"{Math.Min(count, FindPayments.CountCap).ToString("#,0", CultureInfo.InvariantCulture).Replace(",", IsFrench ? "\u202F" : ",", StringComparison.Ordinal)}{(count > FindPayments.CountCap ? "+" : "")}";

    private static bool IsFrench => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr";

    /// <summary>Where the page before ended: an instant and a number. The number, not the id, for ids would tell how many payments all merchants make.</summary>
    private async Task<PagePosition?> PlaceAsync(string? typed)
    {
        var mark = typed?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (mark < 0 || !long.TryParse(typed.AsSpan(0, mark), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() || !TransactionNumber.IsWellFormed(typed![(mark + 1)..]))
        {
            return null;
        }

        return (await read.RunAsync(Actor, typed[(mark + 1)..])).TryGet(out var payment, out _)
            ? new PagePosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), payment.Id)
            : null;
    }
}
