using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>A fact, never changed: who blocked or unblocked a wallet, when and from where. What payments look at is the mark on the wallet's own rows.</summary>
internal sealed class WalletBlockRow
{
    public long CustomerId { get; init; }

    /// <summary>1, 2, 3… within its customer.</summary>
    public int Number { get; init; }

    /// <summary>False: it was unblocked.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>App: the holder. Console: an operator, and the holder cannot undo it.</summary>
    public Door Door { get; init; }

    public long AccountId { get; init; }

    /// <summary>Network address of the holder.</summary>
    public string? Address { get; init; }

    /// <summary>In the operator's words; the holder is not told.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset At { get; init; }
}

internal static class WalletBlocks
{
    public static void Apply(ModelBuilder builder) => builder.Entity<WalletBlockRow>(block =>
    {
        block.ToTable("wallet_block").HasKey(x => new { x.CustomerId, x.Number });
        block.Property(x => x.Address).HasMaxLength(64);
        block.Property(x => x.Reason).HasMaxLength(1_000);
        block.HasOne<CustomerRow>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
