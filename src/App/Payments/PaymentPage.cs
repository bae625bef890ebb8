using System.Globalization;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>What «Vos opérations» shows at one moment: rows and counters agree.</summary>
/// <param name="Newest">The payment of these points that changed last, whatever the filter: what an open list compares itself with. Null while there is none.</param>
public sealed record PaymentList(PaymentPage Page, PaymentCounts Counts, Payment? Newest);

/// <summary>A page of payments.</summary>
/// <param name="Next">Where the next page starts; null on the last.</param>
/// <param name="Previous">Where the page before ends; null on the first.</param>
/// <param name="StoppedEarly">
/// <see cref="FindPayments.MaxRowsLookedAt"/> rows were looked at and the page is not full: more may match, and <see cref="Next"/> (going back:
/// <see cref="Previous"/>) goes on from there. Happens only with rare matches among very many rows.
/// </param>
public sealed record PaymentPage(IReadOnlyList<Payment> Payments, ListPosition? Next, ListPosition? Previous, bool StoppedEarly)
{
    public static readonly PaymentPage Empty = new([], null, null, false);
}

public enum PageDirection
{
    Forward,
    Back,
}

/// <summary>
/// Pages follow a key, never an offset: the value that the list is sorted by and the row that had it. The row by its transaction number and not by its
/// id, because positions stand in addresses and ids would tell how many payments all merchants make.
/// </summary>
/// <param name="Number">Transaction number of a payment of the actor.</param>
/// <param name="Value">What the row was sorted by when it was seen (it may have moved since): milliseconds since 1970, cents, or the basket number.</param>
public sealed record ListPosition(string Number, string Value, PageDirection Direction)
{
    /// <summary>For an address: «foo2udp610-1592989560000». The direction is not in it.</summary>
    public string Text => $"{Number}-{Value}";

    /// <summary>Null for what is no position. One that does not fit the order or belongs to somebody else gives the first page.</summary>
    public static ListPosition? Read(string? text, PageDirection direction) =>
        text is { Length: > TransactionNumber.Length + 1 } && text[TransactionNumber.Length] == '-' && TransactionNumber.IsWellFormed(text[..TransactionNumber.Length])
            ? new ListPosition(text[..TransactionNumber.Length], text[(TransactionNumber.Length + 1)..], direction)
            : null;

    public static ListPosition Of(Payment payment, PaymentSort sort, PageDirection direction) => new(payment.Number, sort.Key switch
    {
        PaymentSortKey.LastActivity => payment.LastActivityAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        PaymentSortKey.Amount => payment.Amounts.Requested.Cents.ToString(CultureInfo.InvariantCulture),
        _ => payment.Details.OrderReference,
    }, direction);
}

/// <summary>How many rows a tab has.</summary>
/// <param name="Count">At most <see cref="FindPayments.CountCap"/>.</param>
/// <param name="OrMore">There are, or may be, more: «1 000+».</param>
public readonly record struct TabCount(int Count, bool OrMore);

/// <summary>Every tab under the other conditions of one filter.</summary>
public sealed class PaymentCounts
{
    internal static readonly PaymentCounts None = new(new TabCount[Enum.GetValues<PaymentTab>().Length]);

    private readonly TabCount[] _counts;

    internal PaymentCounts(TabCount[] counts) => _counts = counts;

    public TabCount this[PaymentTab tab] => _counts[(int)tab];
}

/// <summary>Exact, over all rows of a filter.</summary>
/// <param name="Received">«Montant reçu»: captured, or authorized while it waits for the merchant.</param>
public sealed record PaymentTotals(long Count, Money Requested, Money Received)
{
    internal static readonly PaymentTotals None = new(0, Money.Zero, Money.Zero);
}
