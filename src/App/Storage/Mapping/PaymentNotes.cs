using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>A colleague's note about a payment. The slot is its number within the payment, so that the key itself bounds how many there are.</summary>
internal sealed class PaymentNoteRow
{
    public long PaymentId { get; init; }
    public int Slot { get; init; }

    /// <summary>Made with the form: the same form writes one note.</summary>
    public required string SubmitKey { get; init; }

    public long AccountId { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset At { get; init; }
}

internal static class PaymentNoteMapping
{
    /// <summary>No foreign key to the payment: it would share a lock on the row that the desk needs (docs/decisions/0004).</summary>
    public static void Apply(ModelBuilder builder) => builder.Entity<PaymentNoteRow>(note =>
    {
        note.ToTable("payment_note").HasKey(x => new { x.PaymentId, x.Slot });
        note.Property(x => x.Slot).ValueGeneratedNever();
        note.Property(x => x.SubmitKey).HasMaxLength(64);
        // Characters are counted in code points there, in UTF-16 units by what reads this length.
        note.Property(x => x.Text).HasMaxLength(2 * Domain.Texts.MaxNote);
        note.HasIndex(x => new { x.PaymentId, x.SubmitKey }).IsUnique();
        note.HasIndex(x => x.AccountId);
        note.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
    });
}
