using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>By what a part of a remainder was settled, outside (docs/decisions/0015). Rows are added and withdrawn, never changed or deleted.</summary>
internal sealed class RemainderPaymentRow
{
    public long PaymentId { get; init; }

    /// <summary>1, 2, … within the payment.</summary>
    public int Line { get; init; }

    public long AgreementId { get; init; }
    public long PointOfSaleId { get; init; }

    /// <summary>Of the form: pressed twice it makes one row.</summary>
    public required string SubmitKey { get; init; }

    public RemainderMeans Means { get; init; }
    public long Cents { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The Paris day, as yyyyMMdd: what a closing adds up.</summary>
    public int Day { get; init; }

    public long AccountId { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public long? WithdrawnBy { get; set; }

    public RemainderPayment ToRecord() => new(Line, Means, new Money(Cents), At, AccountId) { WithdrawnAt = WithdrawnAt, WithdrawnBy = WithdrawnBy };
}

internal static class RemainderPaymentMapping
{
    public static void Apply(ModelBuilder builder) => builder.Entity<RemainderPaymentRow>(record =>
    {
        record.ToTable("remainder_payment", table => table.HasCheckConstraint("ck_remainder_payment_cents", "cents > 0")).HasKey(x => new { x.PaymentId, x.Line });
        record.Property(x => x.Line).ValueGeneratedNever();
        record.Property(x => x.SubmitKey).HasMaxLength(32);
        record.HasIndex(x => new { x.PaymentId, x.SubmitKey }).IsUnique();
        record.HasIndex(x => new { x.PointOfSaleId, x.Day });
    });
}
