using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>
/// The tables of the write path. No foreign keys among them: a key to a point of sale or an agreement would make every payment of a merchant
/// share a lock on one row; `check` proves the references instead.
/// </summary>
internal static class MoneyMapping
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<PaymentRow>(payment =>
        {
            payment.ToTable("payment", table =>
            {
                table.HasCheckConstraint("ck_payment_amounts", "requested_cents > 0 AND (authorized_cents IS NULL OR (authorized_cents > 0 AND authorized_cents <= requested_cents)) "
                    + "AND (captured_cents IS NULL OR (captured_cents > 0 AND captured_cents <= authorized_cents))");
                table.HasCheckConstraint("ck_payment_status", "status BETWEEN 1 AND 6 AND version > 0");
            });
            payment.Property(x => x.Id).ValueGeneratedNever();
            payment.Property(x => x.Number).HasMaxLength(10);
            payment.Property(x => x.Contact).HasMaxLength(254);
            payment.Property(x => x.AddresseeEmail).HasMaxLength(254);
            payment.Property(x => x.Funding).HasMaxLength(400);
            payment.Property(x => x.TokenHash).HasMaxLength(64);
            payment.Property(x => x.OrderReference).HasMaxLength(35);
            payment.Property(x => x.Description).HasMaxLength(140);
            payment.Property(x => x.CustomerReference).HasMaxLength(140);
            payment.Property(x => x.SellerReference).HasMaxLength(140);
            payment.Property(x => x.NotifyEmail).HasMaxLength(254);
            payment.HasIndex(x => x.Number).IsUnique();
            payment.HasIndex(x => x.TokenHash).IsUnique().HasFilter("token_hash IS NOT NULL").HasDatabaseName("ix_payment_token");
            payment.HasIndex(x => x.PayBy).HasFilter("status = 1").HasDatabaseName("ix_payment_pay_by");
            payment.HasIndex(x => x.CaptureBy).HasFilter("status = 2").HasDatabaseName("ix_payment_capture_by");
            payment.HasIndex(x => new { x.PointOfSaleId, x.OrderDay, x.OrderSequence }).HasFilter("order_day IS NOT NULL").HasDatabaseName("ix_payment_order_day");
            payment.HasIndex(x => new { x.PointOfSaleId, x.OrderDay, x.OrderSequence }, "ux_payment_suggested").IsUnique().HasFilter("order_suggested");
            payment.HasIndex(x => new { x.PayerId, x.LastActivityAt, x.Id }, "ix_payment_payer").IsDescending(false, true, true).HasFilter("payer_id IS NOT NULL");
            payment.HasIndex(x => new { x.PayerId, x.CaptureBy }, "ix_payment_held").HasFilter("status = 2");
            payment.HasIndex(x => new { x.AddresseeId, x.LastActivityAt, x.Id }, "ix_payment_unpaid_for").IsDescending(false, true, true).HasFilter("addressee_id IS NOT NULL AND payer_id IS NULL");
            payment.HasIndex(x => x.AddresseeId).HasFilter("status = 1 AND addressee_id IS NOT NULL").HasDatabaseName("ix_payment_waiting_for");
            PaymentIndexes.Apply(payment);
        });
        builder.Entity<PaymentFactRow>(fact =>
        {
            fact.ToTable("payment_fact").HasKey(x => new { x.PaymentId, x.Version });
            fact.Property(x => x.Address).HasMaxLength(64);
            fact.Property(x => x.Detail).HasMaxLength(254);
        });
        builder.Entity<EntryRow>().ToTable("entry").Property(x => x.Id).ValueGeneratedNever();
        builder.Entity<PostingRow>(posting =>
        {
            posting.ToTable("posting").HasKey(x => new { x.EntryId, x.Line });
            posting.HasIndex(x => x.OwnerId, "ix_posting_received").HasFilter("account = 2 AND amount_cents > 0"); // what comes in: payments write none of it
        });
        builder.Entity<WalletRow>(wallet =>
        {
            wallet.ToTable("wallet", table => table.HasCheckConstraint("ck_wallet_not_negative", "available_cents >= 0")).HasKey(x => new { x.CustomerId, x.IssueYear });
            wallet.Property(x => x.IsBlocked).HasDefaultValue(false); // the desk's inserts do not name it
        });
        builder.Entity<IdempotencyRow>(key =>
        {
            key.ToTable("idempotency").HasKey(x => new { x.Scope, x.Key });
            key.Property(x => x.Scope).HasMaxLength(24);
            key.Property(x => x.Key).HasMaxLength(64);
            key.Property(x => x.ContentHash).HasMaxLength(64);
            key.HasIndex(x => x.At);
        });
        builder.Entity<LetterRow>(letter =>
        {
            letter.ToTable("letter").Property(x => x.Id).ValueGeneratedNever();
            letter.Property(x => x.Address).HasMaxLength(254);
            letter.Property(x => x.LastError).HasMaxLength(500);
            letter.HasIndex(x => x.SendAt).HasFilter("state = 1").HasDatabaseName("ix_letter_due");
            letter.HasIndex(x => x.PaymentId);
            letter.HasIndex(x => x.AccountId).HasFilter("account_id IS NOT NULL"); // few have one: how many left for an account within an hour
        });
        builder.Entity<DemonstrationMailRow>().ToTable("demonstration_mail").Property(x => x.Id).ValueGeneratedNever();
        builder.Entity<PracticeClockRow>().ToTable("practice_clock", table => table.HasCheckConstraint("ck_practice_clock_forward", "ahead_ms >= 0"))
            .Property(x => x.Id).ValueGeneratedNever();
        builder.Entity<IdRangeRow>(range =>
        {
            range.ToTable("id_range").HasKey(x => x.Name);
            range.Property(x => x.Name).HasMaxLength(32);
        });
    }
}
