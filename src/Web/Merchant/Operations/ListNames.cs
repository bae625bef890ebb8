using Guichet.App.Payments;
using Guichet.Domain.Payments;

namespace Guichet.Web.Merchant.Operations;

/// <summary>How the address of a list spells what is chosen and not typed: one table for reading and for writing.</summary>
public static class ListNames
{
    public static readonly (PaymentTab Value, string Name)[] Tabs =
    [
        (PaymentTab.AwaitingCustomer, "en-attente"), (PaymentTab.Authorized, "a-valider"), (PaymentTab.ExpiresSoon, "expire-bientot"),
        (PaymentTab.Captured, "valide"), (PaymentTab.Expired, "expire"), (PaymentTab.Canceled, "annule"),
    ];

    public static readonly (PaymentType Value, string Name)[] Types =
        [(PaymentType.Immediate, "immediat"), (PaymentType.Deferred, "differe"), (PaymentType.PreReservation, "pre-reservation")];

    public static readonly (ReadyRange Value, string Name)[] Ranges =
        [(ReadyRange.Today, "aujourdhui"), (ReadyRange.ThisWeek, "semaine"), (ReadyRange.ThisMonth, "mois"), (ReadyRange.LastMonth, "mois-dernier")];

    /// <summary>The order that stands in no address is <see cref="PaymentSort.Newest"/>.</summary>
    public static readonly (PaymentSort Value, string Name)[] Sorts =
    [
        (new PaymentSort(PaymentSortKey.LastActivity, true), "action"),
        (new PaymentSort(PaymentSortKey.Amount, true), "montant"), (new PaymentSort(PaymentSortKey.Amount, false), "-montant"),
        (new PaymentSort(PaymentSortKey.OrderReference, true), "panier"), (new PaymentSort(PaymentSortKey.OrderReference, false), "-panier"),
    ];

    /// <summary>Null for what has no name, in either direction.</summary>
    public static string? Of<T>((T Value, string Name)[] names, T? value)
        where T : struct => Array.Find(names, x => value is not null && EqualityComparer<T>.Default.Equals(x.Value, value.Value)).Name;

    public static T? Read<T>((T Value, string Name)[] names, string? name)
        where T : struct => Array.Exists(names, x => x.Name == name) ? Array.Find(names, x => x.Name == name).Value : null;
}
