using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>Stored: never renumber.</summary>
internal enum CreditOrderState
{
    /// <summary>Its lines are being written; forgotten when that never ended.</summary>
    Reading = 1,

    /// <summary>The dry run is there; nothing is credited.</summary>
    Checked = 2,

    Crediting = 3,
    Done = 4,
}

/// <summary>An employer's order of titles for many customers, from one file.</summary>
internal sealed class CreditOrderRow
{
    public long Id { get; init; }

    /// <summary>SHA-256 (hex) of the file: the same one is not credited twice. Null while it is being read.</summary>
    public string? ContentHash { get; set; }

    /// <summary>Whose order it is, as the operator calls it.</summary>
    public required string Reference { get; init; }

    /// <summary>Empty for a credit by hand, which came in no file.</summary>
    public required string FileName { get; init; }

    public CreditOrderState State { get; set; }

    /// <summary>Lines that can be credited.</summary>
    public int Accepted { get; set; }

    public int Refused { get; set; }
    public long TotalCents { get; set; }

    /// <summary>Up to this line of the file everything is credited.</summary>
    public int CreditedLine { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The operator who confirmed it; null for the server's command line.</summary>
    public long? ConfirmedBy { get; set; }

    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>A line of an order: what it credits, or why it cannot be.</summary>
internal sealed class CreditOrderLineRow
{
    public long OrderId { get; init; }

    /// <summary>As a text editor counts.</summary>
    public int Line { get; init; }

    public long? CustomerId { get; init; }
    public long AmountCents { get; init; }
    public int IssueYear { get; init; }

    /// <summary>Stable name of the refusal; null for a line that can be credited.</summary>
    public string? Error { get; init; }

    /// <summary>What stood there for a customer; of refused lines only.</summary>
    public string? Typed { get; init; }
}

internal static class CreditOrderMapping
{
    /// <summary>Of what is kept from a refused line, in UTF-16 units.</summary>
    public const int MaxTyped = 254;

    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<CreditOrderRow>(order =>
        {
            order.ToTable("credit_order").Property(x => x.Id).ValueGeneratedNever();
            order.Property(x => x.ContentHash).HasMaxLength(64);
            order.Property(x => x.Reference).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            order.Property(x => x.FileName).HasMaxLength(2 * Domain.Texts.MaxFreeText);
            order.HasIndex(x => x.ContentHash).IsUnique();
            order.HasIndex(x => x.State);
        });
        builder.Entity<CreditOrderLineRow>(line =>
        {
            line.ToTable("credit_order_line").HasKey(x => new { x.OrderId, x.Line });
            line.Property(x => x.Line).ValueGeneratedNever();
            line.Property(x => x.Error).HasMaxLength(40);
            line.HasIndex(x => x.CustomerId).HasFilter("customer_id IS NOT NULL");
            line.Property(x => x.Typed).HasMaxLength(MaxTyped);
        });
    }
}
