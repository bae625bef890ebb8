using System.Globalization;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Web.Merchant.Operations;

/// <summary>What the address of a list says, read and checked: the filter, the order and whose points. Writes the same address again.</summary>
public sealed record ListQuery
{
    public const string Path = "/encaissement";

    /// <summary>The points as they stand in the address («point=10000651», «points=tous»); empty when it names none.</summary>
    public string Scope { get; init; } = "";

    public PaymentTab Tab { get; init; }
    public ReadyRange? Range { get; init; }

    /// <summary>Own dates; null under a ready range.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public PaymentType? Type { get; init; }
    public string OrderReference { get; init; } = "";
    public Money? Min { get; init; }
    public Money? Max { get; init; }
    public string Customer { get; init; } = "";
    public string Seller { get; init; } = "";
    public string Search { get; init; } = "";
    public PaymentSort Sort { get; init; } = PaymentSort.Newest;

    public bool HasDates => Range is not null || From is not null || To is not null;

    /// <summary>Conditions that stand in the folded part; the others can be seen without unfolding it.</summary>
    public int Folded => new[]
    {
        From is not null || To is not null, Type is not null, OrderReference.Length > 0, Min is not null || Max is not null, Customer.Length > 0, Seller.Length > 0,
    }.Count(isActive => isActive);

    public bool IsFiltered => Folded > 0 || Range is not null || Search.Length > 0 || Tab != PaymentTab.All;

    /// <summary>The newest action of everything comes first.</summary>
    public bool IsPlain => !IsFiltered && Sort == PaymentSort.Newest;

    /// <summary>All rows of the same points, in the same order.</summary>
    public ListQuery Cleared => new() { Scope = Scope, Sort = Sort };

    public ListQuery WithoutDates => this with { Range = null, From = null, To = null };

    public (DateOnly? From, DateOnly? To) Days(DateOnly today) => Range?.Days(today) is var (from, to) ? (from, to) : (From, To);

    public PaymentFilter Filter(IReadOnlyCollection<long>? pointOfSaleIds, DateOnly today)
    {
        var (from, to) = Days(today);
        return new PaymentFilter
        {
            PointOfSaleIds = pointOfSaleIds,
            Tab = Tab,
            From = from,
            To = to,
            Type = Type,
            OrderReference = OrderReference,
            MinAmount = Min,
            MaxAmount = Max,
            Customer = Customer,
            Seller = Seller,
            Search = Search,
            Sort = Sort,
        };
    }

    /// <summary>What stands behind «?», always in the same order; empty for the plain list.</summary>
    public string Text
    {
        get
        {
            (string Name, string? Value)[] pairs =
            [
                ("statut", ListNames.Of(ListNames.Tabs, (PaymentTab?)Tab)), ("periode", ListNames.Of(ListNames.Ranges, Range)), ("du", Day(From)), ("au", Day(To)),
                ("type", ListNames.Of(ListNames.Types, Type)), ("panier", OrderReference), ("min", Amount(Min)), ("max", Amount(Max)), ("client", Customer),
                ("vendeur", Seller), ("q", Search), ("tri", ListNames.Of(ListNames.Sorts, (PaymentSort?)Sort)),
            ];
            var written = pairs.Where(x => !string.IsNullOrEmpty(x.Value)).Select(x => $"{x.Name}={Uri.EscapeDataString(x.Value!)}");
            return string.Join('&', Scope.Length > 0 ? written.Prepend(Scope) : written);
        }
    }

    public string Address => With(null);

    /// <summary>The page that begins (or, going back, ends) there.</summary>
    public string At(ListPosition position) => With($"{(position.Direction == PageDirection.Forward ? "apres" : "avant")}={Uri.EscapeDataString(position.Text)}");

    public string WithTotals => $"{With("totaux=1")}#totaux";

    /// <summary>For a field: «40,00», which reads back as the same amount.</summary>
    public static string? Amount(Money? amount) => amount is { } value ? MoneyText.Number(value).Replace("\u202F", "", StringComparison.Ordinal) : null;

    /// <summary>For a field and an address: 2020-06-24.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string With(string? more)
    {
        var query = string.Join('&', new[] { Text, more }.Where(part => !string.IsNullOrEmpty(part)));
        return query.Length == 0 ? Path : $"{Path}?{query}";
    }
}
