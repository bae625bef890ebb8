namespace Guichet.Domain;

/// <summary>Settings of the issuer. Checked when a request is made; stored payments keep what they were made with.</summary>
public sealed record IssuerRules
{
    public Money MinimumRequest { get; init; } = new(20_00);
    public Money MaximumRequest { get; init; } = new(100_000_00);
    public int MaxPaymentWindowDays { get; init; } = 60;
    public int MaxCaptureWindowDays { get; init; } = 60;

    /// <summary>How long an immediate request shown as a QR code can be paid.</summary>
    public TimeSpan QrCodeWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an immediate request pushed to a known customer can be paid.</summary>
    public TimeSpan PushedRequestWindow { get; init; } = TimeSpan.FromMinutes(5);

    public static readonly IssuerRules Default = new();
}
