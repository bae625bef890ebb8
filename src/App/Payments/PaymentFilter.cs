using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>The tabs of «Vos opérations».</summary>
public enum PaymentTab
{
    All,
    AwaitingCustomer,
    Authorized,

    /// <summary>Open, and its deadline is at most 24 hours away.</summary>
    ExpiresSoon,
    Captured,
    Expired,

    /// <summary>«Annulé»: withdrawn or given back by the merchant, or refused by the customer.</summary>
    Canceled,
}

public enum PaymentSortKey
{
    LastActivity,

    /// <summary>The requested amount.</summary>
    Amount,

    /// <summary>The basket number, by the bytes of its UTF-8 (capitals before small letters).</summary>
    OrderReference,
}

/// <summary>The order of a list. Equal rows follow their id, in the same direction.</summary>
public readonly record struct PaymentSort(PaymentSortKey Key, bool IsAscending)
{
    public static readonly PaymentSort Newest = new(PaymentSortKey.LastActivity, false);
}

/// <summary>What a merchant looks for: all conditions together, and the order. The actor's scope always comes on top.</summary>
public sealed record PaymentFilter
{
    /// <summary>Longest text of a condition, in characters.</summary>
    public const int MaxText = 60;

    /// <summary>Most words of a text; the others are ignored.</summary>
    public const int MaxWords = 5;

    /// <summary>Null for all points of the actor. A point that the actor may not see gives nothing, like one that does not exist.</summary>
    public IReadOnlyCollection<long>? PointOfSaleIds { get; init; }

    public PaymentTab Tab { get; init; }

    /// <summary>First Paris day of the last action: the date that the list shows and sorts by, not the creation.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last Paris day of the last action, inclusive.</summary>
    public DateOnly? To { get; init; }

    public PaymentType? Type { get; init; }

    /// <summary>The beginning of the basket number, or all of it; as typed, or in capitals.</summary>
    public string? OrderReference { get; init; }

    /// <summary>Least requested amount, inclusive.</summary>
    public Money? MinAmount { get; init; }

    /// <summary>Most requested amount, inclusive.</summary>
    public Money? MaxAmount { get; init; }

    /// <summary>A complete identifier (11 digits or an e-mail): of whoever was asked by it, or paid. Anything else: every word somewhere in the contact or the customer reference.</summary>
    public string? Customer { get; init; }

    /// <summary>Every word somewhere in the seller reference.</summary>
    public string? Seller { get; init; }

    /// <summary>Every word somewhere in basket number, contact, customer reference, seller, label or transaction number, in any case.</summary>
    public string? Search { get; init; }

    public PaymentSort Sort { get; init; } = PaymentSort.Newest;
}
