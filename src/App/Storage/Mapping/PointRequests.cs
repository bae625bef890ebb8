using Guichet.App.Merchants.Points;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>A merchant asks the issuer for one more point of sale.</summary>
internal sealed class PointRequestRow
{
    public long Id { get; init; }
    public long AgreementId { get; init; }

    /// <summary>Who asked.</summary>
    public long AccountId { get; init; }

    /// <summary>Of the form: pressed twice it asks once.</summary>
    public required string SubmitKey { get; init; }

    public required string Name { get; init; }
    public required string Town { get; init; }
    public required string Address { get; init; }

    /// <summary>Why the merchant wants it.</summary>
    public required string Reason { get; init; }

    public PointRequestState State { get; set; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was accepted, refused or withdrawn; null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The operator who decided; null while it waits, and when it was withdrawn.</summary>
    public long? OperatorId { get; set; }

    /// <summary>Why it was refused, in the operator's words.</summary>
    public string? Answer { get; set; }

    /// <summary>The point that was made.</summary>
    public long? PointOfSaleId { get; set; }
}

internal static class PointRequestMapping
{
    public static void Apply(ModelBuilder builder) => builder.Entity<PointRequestRow>(request =>
    {
        request.ToTable("point_request").Property(x => x.Id).ValueGeneratedNever();
        request.Property(x => x.SubmitKey).HasMaxLength(64);
        request.Property(x => x.Name).HasMaxLength(140);
        request.Property(x => x.Town).HasMaxLength(140);
        request.Property(x => x.Address).HasMaxLength(280);
        request.Property(x => x.Reason).HasMaxLength(1_000);
        request.Property(x => x.Answer).HasMaxLength(1_000);
        request.HasIndex(x => new { x.AgreementId, x.SubmitKey }).IsUnique();
        request.HasIndex(x => x.AskedAt).HasFilter("state = 1");
        request.HasIndex(x => x.EndedAt).HasFilter("ended_at IS NOT NULL");
        request.HasOne<AgreementRow>().WithMany().HasForeignKey(x => x.AgreementId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.OperatorId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<PointOfSaleRow>().WithMany().HasForeignKey(x => x.PointOfSaleId).OnDelete(DeleteBehavior.Restrict);
    });
}
