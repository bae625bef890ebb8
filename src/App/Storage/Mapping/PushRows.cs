using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>A customer's browser that takes messages. It belongs to a known device: whatever forgets that forgets this, in the same commit.</summary>
internal sealed class PushSubscriptionRow
{
    public long Id { get; init; }
    public long AccountId { get; init; }
    public long CustomerId { get; init; }

    /// <summary>Of the known device.</summary>
    public required string DeviceHash { get; init; }

    /// <summary>SHA-256 of the endpoint, in hex: one browser is one customer's.</summary>
    public required string EndpointHash { get; init; }

    /// <summary>Endpoint and keys, protected: who reads the database can neither send to the phone nor tell which service it uses.</summary>
    public required string Target { get; init; }

    /// <summary>«fr» or «en»: of the page on which it was made.</summary>
    public required string Language { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the service last took a message; null before the first.</summary>
    public DateTimeOffset? LastSuccessAt { get; set; }
}

internal enum PushState
{
    Queued = 1,
    Sent = 2,
    Failed = 3,
    Obsolete = 4,

    /// <summary>Too many requests in a short time: the list has it.</summary>
    Held = 5,
}

/// <summary>A letter as one phone is told of it. What it says is read from the letter, the payment and the fact at the moment of sending.</summary>
internal sealed class PushRow
{
    public long LetterId { get; init; }
    public long SubscriptionId { get; init; }
    public PushState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset SendAt { get; set; }
    public string? LastError { get; set; }
}

/// <summary>A customer was told that titles lapse: once for each year and stage.</summary>
internal sealed class LapseNoticeRow
{
    public long CustomerId { get; init; }

    /// <summary>In which the titles lapse.</summary>
    public int Year { get; init; }

    /// <summary>How many days before the end: 60 or 14.</summary>
    public int DaysBefore { get; init; }

    public DateTimeOffset At { get; init; }
}

internal static class PushMapping
{
    private const int HashLength = 64;
    private const int MaxTarget = 4_000;
    private const int MaxReason = 200;

    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<PushSubscriptionRow>(subscription =>
        {
            subscription.ToTable("push_subscription").Property(x => x.Id).ValueGeneratedNever();
            subscription.Property(x => x.DeviceHash).HasMaxLength(HashLength);
            subscription.Property(x => x.EndpointHash).HasMaxLength(HashLength);
            subscription.Property(x => x.Target).HasMaxLength(MaxTarget);
            subscription.Property(x => x.Language).HasMaxLength(2);
            subscription.HasIndex(x => x.CustomerId);
            subscription.HasIndex(x => x.AccountId);
            subscription.HasIndex(x => x.EndpointHash).IsUnique();
            subscription.HasIndex(x => new { x.DeviceHash, x.AccountId }).IsUnique();
            subscription.HasOne<KnownDeviceRow>().WithMany().HasForeignKey(x => new { x.DeviceHash, x.AccountId }).OnDelete(DeleteBehavior.Cascade);
        });
        // No foreign key: a payment's commit must not fail, nor wait, because a phone is being forgotten (docs/decisions/0004). The job drops what leads nowhere.
        builder.Entity<PushRow>(push =>
        {
            push.ToTable("push").HasKey(x => new { x.LetterId, x.SubscriptionId });
            push.Property(x => x.LastError).HasMaxLength(MaxReason);
            push.HasIndex(x => x.SendAt, "ix_push_due").HasFilter("state = 1");
            push.HasIndex(x => x.SendAt, "ix_push_done").HasFilter("state <> 1");
        });
        builder.Entity<LapseNoticeRow>(notice => notice.ToTable("lapse_notice").HasKey(x => new { x.CustomerId, x.Year, x.DaysBefore }));
    }
}
