using System.Globalization;
using System.Text;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Finding;

/// <summary>The place of a row in a list: the value that it is sorted by (an instant as milliseconds, cents, or a text), then its id.</summary>
internal readonly record struct ListKey(long Value, string? Text, long Id)
{
    public static ListKey Of(Payment payment, PaymentSortKey sort) => sort switch
    {
        PaymentSortKey.LastActivity => new(payment.LastActivityAt.ToUnixTimeMilliseconds(), null, payment.Id),
        PaymentSortKey.Amount => new(payment.Amounts.Requested.Cents, null, payment.Id),
        _ => new(0, payment.Details.OrderReference, payment.Id),
    };

    /// <summary>Null when the value does not fit the order.</summary>
    public static ListKey? Read(string value, long id, PaymentSortKey sort) =>
        sort == PaymentSortKey.OrderReference ? Texts.Normalize(value, Texts.MaxOrderReference) == value ? new ListKey(0, value, id) : null
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (sort != PaymentSortKey.LastActivity || number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) ? new ListKey(number, null, id)
        : null;

    public static string Column(PaymentSortKey sort) => sort switch
    {
        PaymentSortKey.LastActivity => "last_activity_at",
        PaymentSortKey.Amount => "requested_cents",
        _ => "order_reference",
    };

    public static string Order(PaymentSortKey sort, bool isAscending) => isAscending ? $"{Column(sort)}, id" : $"{Column(sort)} DESC, id DESC";

    /// <summary>Rows beyond this one in the direction of the walk.</summary>
    public string After(ListCommand command, PaymentSortKey sort, bool isAscending)
    {
        var value = sort switch
        {
            PaymentSortKey.LastActivity => command.Add(DateTimeOffset.FromUnixTimeMilliseconds(Value)),
            PaymentSortKey.Amount => command.Add(Value),
            _ => command.Add(Text!),
        };
        return $"({Column(sort)}, id) {(isAscending ? ">" : "<")} ({value}, {command.Add(Id)})";
    }

    /// <summary>As both databases compare: texts by the bytes of their UTF-8, which is not the order of UTF-16.</summary>
    public int CompareTo(ListKey other)
    {
        var byValue = Text is null ? Value.CompareTo(other.Value) : Encoding.UTF8.GetBytes(Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.Text!));
        return byValue != 0 ? byValue : Id.CompareTo(other.Id);
    }
}
