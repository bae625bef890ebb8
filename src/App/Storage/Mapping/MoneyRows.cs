using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;

namespace Guichet.App.Storage.Mapping;

/// <summary>A payment as stored. Written by the desk only; read by lists and pages.</summary>
internal sealed class PaymentRow
{
    public long Id { get; init; }
    public required string Number { get; init; }
    public long AgreementId { get; init; }
    public long PointOfSaleId { get; init; }
    public PaymentStatus Status { get; init; }
    public int Version { get; init; }
    public PaymentTiming Timing { get; init; }
    public CaptureMode CaptureMode { get; init; }
    public int? PaymentWindowDays { get; init; }
    public int? CaptureWindowDays { get; init; }
    public long RequestedCents { get; init; }
    public long? AuthorizedCents { get; init; }
    public long? CapturedCents { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastActivityAt { get; init; }
    public DateTimeOffset PayBy { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public DateTimeOffset? CaptureBy { get; init; }
    public RequestChannel Channel { get; init; }
    public string? Contact { get; init; }
    public long? AddresseeId { get; init; }
    public string? AddresseeEmail { get; init; }
    public long? PayerId { get; init; }

    /// <summary>«2024:10000;2025:3000», see VoucherPart.Write.</summary>
    public string? Funding { get; init; }

    public string? TokenHash { get; init; }
    public int TokenGeneration { get; init; }
    public required string OrderReference { get; init; }

    /// <summary>Of a reference in the suggested form (REF + day + sequence), typed or suggested; null for any other.</summary>
    public int? OrderDay { get; init; }

    public int? OrderSequence { get; init; }

    /// <summary>The reference was the untouched suggestion: unique within point and day, so that two forms never take the same number.</summary>
    public bool OrderSuggested { get; init; }

    public string? Description { get; init; }
    public string? CustomerReference { get; init; }
    public string? SellerReference { get; init; }
    public string? NotifyEmail { get; init; }
}

internal sealed class PaymentFactRow
{
    public long PaymentId { get; init; }
    public int Version { get; init; }
    public PaymentFactKind Kind { get; init; }
    public PaymentStatus? FromStatus { get; init; }
    public PaymentStatus ToStatus { get; init; }
    public DateTimeOffset At { get; init; }
    public ActorKind Actor { get; init; }
    public long? AccountId { get; init; }
    public Door Door { get; init; }
    public string? Address { get; init; }
    public long? AmountCents { get; init; }
    public string? Detail { get; init; }
}

internal sealed class EntryRow
{
    public long Id { get; init; }
    public EntryKind Kind { get; init; }
    public long? PaymentId { get; init; }
    public int? PaymentVersion { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class PostingRow
{
    public long EntryId { get; init; }
    public int Line { get; init; }
    public Domain.Ledger.AccountKind Account { get; init; }
    public long OwnerId { get; init; }
    public int IssueYear { get; init; }
    public long AmountCents { get; init; }
}

/// <summary>What a customer can spend, by issue year: the only balance that is kept, and the only one that is locked.</summary>
internal sealed class WalletRow
{
    public long CustomerId { get; init; }
    public int IssueYear { get; init; }
    public long AvailableCents { get; init; }

    /// <summary>Nobody pays from the wallet. On every row that is there when it is blocked: a payment locks those, and so meets the block.</summary>
    public bool IsBlocked { get; init; }
}

/// <summary>A submit that took effect: its key, what it said, and the payment that it made or changed.</summary>
internal sealed class IdempotencyRow
{
    /// <summary>«a:{agreement}» or «c:{customer}»: keys of two merchants never meet (I-11).</summary>
    public required string Scope { get; init; }

    public required string Key { get; init; }
    public required string ContentHash { get; init; }
    public long PaymentId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal enum LetterState
{
    Queued = 1,
    Sent = 2,
    Failed = 3,
    Obsolete = 4,
}

/// <summary>A letter to send: written in the commit that causes it. About a payment's fact, or (password links and the like) about an account.</summary>
internal sealed class LetterRow
{
    public long Id { get; init; }
    public long? PaymentId { get; init; }
    public int? PaymentVersion { get; init; }
    public int Kind { get; init; }
    public long? CustomerId { get; init; }
    public long? AccountId { get; init; }
    public string? Address { get; init; }

    /// <summary>What the letter needs beyond the payment or account, e.g. a protected one-time link; cleared once sent.</summary>
    public string? Payload { get; set; }

    public LetterState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SendAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? LastError { get; set; }
}

/// <summary>The demonstration's mailbox: letters as they would have left.</summary>
internal sealed class DemonstrationMailRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
}

/// <summary>How far the demonstration's time is ahead of the real one: one row, none before it was ever moved.</summary>
internal sealed class PracticeClockRow
{
    public const int OnlyId = 1;

    public int Id { get; init; }
    public long AheadMs { get; set; }
}

/// <summary>Ids are taken in ranges by each process, before the insert.</summary>
internal sealed class IdRangeRow
{
    public required string Name { get; init; }
    public long Next { get; set; }
}
