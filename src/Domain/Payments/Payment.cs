using Guichet.Domain.Wallets;

namespace Guichet.Domain.Payments;

/// <summary>requested ≥ authorized ≥ captured &gt; 0, each set once (I-05).</summary>
public sealed record PaymentAmounts(Money Requested, Money? Authorized = null, Money? Captured = null);

/// <summary>What the merchant typed about a sale; texts already in their normal form.</summary>
public sealed record PaymentDetails(string OrderReference, string? Description, string? CustomerReference, string? SellerReference);

/// <summary>To whom a request goes.</summary>
/// <param name="Channel">QR code, identifier or e-mail.</param>
/// <param name="Contact">The identifier or e-mail as the merchant typed it (and, for a QR code, the address it was mailed to); null for a code on the screen only.</param>
/// <param name="CustomerId">The customer behind the contact, who alone may pay; null when the bearer of the link may.</param>
/// <param name="Email">Where letters go when there is no account behind the contact.</param>
public sealed record Addressee(RequestChannel Channel, string? Contact, long? CustomerId, string? Email)
{
    public static readonly Addressee ShownAsQrCode = new(RequestChannel.QrCode, null, null, null);
}

/// <summary>A request for an amount, from its creation to its end: an immutable state; decisions (<see cref="PaymentDecisions"/>) make the next one.</summary>
public sealed record Payment
{
    public required long Id { get; init; }

    /// <summary>Transaction number: 10 unguessable lower-case letters and digits.</summary>
    public required string Number { get; init; }

    public required long AgreementId { get; init; }
    public required long PointOfSaleId { get; init; }
    public required PaymentTerms Terms { get; init; }
    public required PaymentDetails Details { get; init; }
    public required Addressee Addressee { get; init; }
    public required PaymentAmounts Amounts { get; init; }
    public required PaymentStatus Status { get; init; }

    /// <summary>1 at creation, + 1 for every fact.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastActivityAt { get; init; }

    /// <summary>The first instant at which the customer can no longer pay (exclusive).</summary>
    public required DateTimeOffset PayBy { get; init; }

    /// <summary>When the customer paid.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>The first instant at which the merchant can no longer validate; set by the customer's payment in C and D.</summary>
    public DateTimeOffset? CaptureBy { get; init; }

    /// <summary>The customer who paid; set once.</summary>
    public long? PayerId { get; init; }

    /// <summary>The titles that the customer's payment took, by year; empty before.</summary>
    public IReadOnlyList<VoucherPart> Funding { get; init; } = [];

    /// <summary>SHA-256 of the link's token; null when no link opens the request.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Counts the codes made for this request: each replaces the one before.</summary>
    public int TokenGeneration { get; init; }

    /// <summary>Where the merchant wants news of a pre-reservation (C, D).</summary>
    public string? NotifyEmail { get; init; }

    /// <summary>«Montant reçu»: captured, else authorized while it waits for the merchant; nothing otherwise.</summary>
    public Money? Received => Status switch
    {
        PaymentStatus.Captured => Amounts.Captured,
        PaymentStatus.Authorized => Amounts.Authorized,
        _ => null,
    };

    /// <summary>What the customer had paid and has back: received + returned is what he paid. Null where nothing came back.</summary>
    public Money? Returned => Amounts.Authorized is { } paid && paid - (Received ?? Money.Zero) is { IsPositive: true } returned ? returned : null;

    /// <summary>«Il reste»: what the customer still owes by other means; nothing while nothing was received.</summary>
    public Money? Remainder => Received is { } received && received < Amounts.Requested ? Amounts.Requested - received : null;

    /// <summary>The deadline of the present state; null when it is final.</summary>
    public DateTimeOffset? Deadline => Status switch
    {
        PaymentStatus.AwaitingCustomer => PayBy,
        PaymentStatus.Authorized => CaptureBy,
        _ => null,
    };
}
