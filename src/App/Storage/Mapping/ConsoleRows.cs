using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>One line of the audit trail: append only, each bound to the one before by its hash. Ids and codes only, no personal data.</summary>
internal sealed class AuditRow
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The operator, the merchant's account that published something, or the customer who closed the own account; null for the server's command line.</summary>
    public long? OperatorId { get; init; }

    /// <summary>See AuditAction.</summary>
    public required string Action { get; init; }

    /// <summary>«account:12 payment:7»; see AuditSubject.</summary>
    public required string Subjects { get; init; }

    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}

/// <summary>Where the trail ends: one row, whose lock lets one append at a time, and by which a missing last line shows.</summary>
internal sealed class AuditHeadRow
{
    public const int OnlyId = 1;

    public int Id { get; init; }
    public long LastId { get; init; }
    public required string Hash { get; init; }
}

/// <summary>The notice of the public home page, one row per version; the newest counts.</summary>
internal sealed class HomeNoticeRow
{
    public int Version { get; init; }

    /// <summary>Empty: no notice is shown.</summary>
    public required string Text { get; init; }

    /// <summary>Empty: readers of English get the French.</summary>
    public required string EnglishText { get; init; }

    public long AccountId { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>One time during which an agreement, or one of its points, was suspended: its past. The present stands in the rows of agreement and point.</summary>
internal sealed class SuspensionRow
{
    public long Id { get; init; }
    public long AgreementId { get; init; }

    /// <summary>Null for the whole agreement.</summary>
    public long? PointOfSaleId { get; init; }

    public required string Reason { get; init; }
    public DateTimeOffset SuspendedAt { get; init; }
    public long SuspendedBy { get; init; }
    public string? ResumeReason { get; set; }
    public DateTimeOffset? ResumedAt { get; set; }
    public long? ResumedBy { get; set; }
}

internal static class ConsoleMapping
{
    /// <summary>No foreign key from the trail: it must be able to outlive what it tells of.</summary>
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit_entry").Property(x => x.Id).ValueGeneratedNever();
            audit.Property(x => x.Action).HasMaxLength(40);
            audit.Property(x => x.Subjects).HasMaxLength(200);
            audit.Property(x => x.PreviousHash).HasMaxLength(64);
            audit.Property(x => x.Hash).HasMaxLength(64);
        });
        builder.Entity<AuditHeadRow>(head =>
        {
            head.ToTable("audit_head").Property(x => x.Id).ValueGeneratedNever();
            head.Property(x => x.Hash).HasMaxLength(64);
        });
        builder.Entity<SuspensionRow>(suspension =>
        {
            suspension.ToTable("suspension").Property(x => x.Id).ValueGeneratedNever();
            suspension.Property(x => x.Reason).HasMaxLength(1_000);
            suspension.Property(x => x.ResumeReason).HasMaxLength(1_000);
            suspension.HasIndex(x => x.AgreementId);
        });
        builder.Entity<HomeNoticeRow>(notice =>
        {
            notice.ToTable("home_notice").HasKey(x => x.Version);
            notice.Property(x => x.Version).ValueGeneratedNever();
            // Characters are counted in code points by the rule, in UTF-16 units by what reads this length.
            notice.Property(x => x.Text).HasMaxLength(2 * Domain.Texts.MaxNotice);
            notice.Property(x => x.EnglishText).HasMaxLength(2 * Domain.Texts.MaxNotice);
            notice.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
