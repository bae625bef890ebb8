using Guichet.App.Merchants;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Exporting;

/// <summary>A payment and where it was asked for.</summary>
internal readonly record struct ExportRow(Payment Payment, PointOfSale Point);

/// <summary>A column of every export.</summary>
/// <param name="Width">In characters.</param>
internal abstract record ExportColumn(string Heading, int Width)
{
    public abstract void Write(ExportWriter to, in ExportRow row);
}

internal sealed record TextColumn(string Heading, int Width, Func<ExportRow, string?> Of) : ExportColumn(Heading, Width)
{
    public override void Write(ExportWriter to, in ExportRow row) => to.Text(Of(row));
}

internal sealed record InstantColumn(string Heading, Func<Payment, DateTimeOffset?> Of) : ExportColumn(Heading, 19)
{
    public override void Write(ExportWriter to, in ExportRow row) => to.Instant(Of(row.Payment) is { } at ? ParisCalendar.LocalOf(at) : null);
}

internal sealed record AmountColumn(string Heading, Func<Payment, Money?> Of) : ExportColumn(Heading, 17)
{
    public override void Write(ExportWriter to, in ExportRow row) => to.Amount(Of(row.Payment));
}

/// <summary>The columns, in the order that docs/export.md promises: a new one goes to the end.</summary>
public static class ExportColumns
{
    /// <summary>What the headings are looked up by.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "number", "point", "shop-id", "created", "last-activity", "paid", "type", "status", "qualifier", "basket", "channel", "contact", "description",
        "customer-reference", "seller-reference", "requested", "received", "captured", "returned", "pay-by", "capture-by",
    ];

    internal static IReadOnlyList<ExportColumn> Of(ExportWords words)
    {
        return [.. Names.Select(name => Column(name, words.Headings[name]))];

        ExportColumn Column(string name, string heading) => name switch
        {
            "number" => new TextColumn(heading, 18, row => row.Payment.Number),
            "point" => new TextColumn(heading, 26, row => row.Point.Name),
            "shop-id" => new TextColumn(heading, 11, row => row.Point.ShopId),
            "created" => new InstantColumn(heading, payment => payment.CreatedAt),
            "last-activity" => new InstantColumn(heading, payment => payment.LastActivityAt),
            "paid" => new InstantColumn(heading, payment => payment.PaidAt),
            "type" => new TextColumn(heading, 18, row => words.Types[row.Payment.Terms.Type]),
            "status" => new TextColumn(heading, 28, row => words.Statuses[row.Payment.Status]),
            "qualifier" => new TextColumn(heading, 20, row => words.QualifierOf(row.Payment)),
            "basket" => new TextColumn(heading, 18, row => row.Payment.Details.OrderReference),
            "channel" => new TextColumn(heading, 20, row => words.Channels[row.Payment.Addressee.Channel]),
            "contact" => new TextColumn(heading, 28, row => row.Payment.Addressee.Contact),
            "description" => new TextColumn(heading, 26, row => row.Payment.Details.Description),
            "customer-reference" => new TextColumn(heading, 20, row => row.Payment.Details.CustomerReference),
            "seller-reference" => new TextColumn(heading, 20, row => row.Payment.Details.SellerReference),
            "requested" => new AmountColumn(heading, payment => payment.Amounts.Requested),
            "received" => new AmountColumn(heading, payment => payment.Received),
            "captured" => new AmountColumn(heading, payment => payment.Amounts.Captured),
            "returned" => new AmountColumn(heading, payment => payment.Returned),
            "pay-by" => new InstantColumn(heading, payment => LastMomentOf(payment.PayBy)),
            "capture-by" => new InstantColumn(heading, payment => payment.CaptureBy is { } captureBy ? LastMomentOf(captureBy) : null),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such column."),
        };
    }


    /// <summary>A limit that ends with a day is shown as that day everywhere: midnight would be read as the day after.</summary>
    private static DateTimeOffset LastMomentOf(DateTimeOffset deadline) =>
        ParisCalendar.EndOf(ParisCalendar.LastDayBefore(deadline)) == deadline ? deadline.AddSeconds(-1) : deadline;
}
