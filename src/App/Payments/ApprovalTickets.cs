using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.DataProtection;

namespace Guichet.App.Payments;

/// <summary>What a customer is about to approve, exactly as the confirmation page said it (dynamic linking, I-40).</summary>
/// <param name="Number">The payment's number.</param>
/// <param name="Version">Of the payment when the page was made.</param>
/// <param name="PointOfSaleId">The payee.</param>
/// <param name="Token">Of the link that the customer came by; null when it came from the list of waiting requests.</param>
/// <param name="Key">Random: the idempotency key of the submit.</param>
public sealed record ApprovalTicket(
    long PaymentId, string Number, int Version, long PointOfSaleId, Money Amount, long CustomerId, string? Token, string Key, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether the payment is still the one that was shown: same payee, nothing happened since.</summary>
    public bool Shows(Payment payment) => payment.Id == PaymentId && payment.PointOfSaleId == PointOfSaleId && payment.Version == Version;
}

/// <summary>
/// Makes and opens the tickets of confirmation forms: encrypted and authenticated by the server, for one customer and ten minutes. Of a submitted
/// confirmation only the ticket's content counts, never a field beside it.
/// </summary>
/// <param name="protection">Its keys are not in the database.</param>
public sealed class ApprovalTickets(IDataProtectionProvider protection)
{
    /// <summary>Long enough to find one's code, short enough that a forgotten page approves nothing.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const int MaxLength = 2_000;
    private readonly IDataProtector _protector = protection.CreateProtector("Guichet.ApprovalTicket.v1");

    public string Issue(CustomerActor actor, Payment payment, Money amount, string? token, DateTimeOffset now) =>
        _protector.Protect(JsonSerializer.Serialize(new ApprovalTicket(
            payment.Id, payment.Number, payment.Version, payment.PointOfSaleId, amount, actor.CustomerId, token,
            string.Create(CultureInfo.InvariantCulture, $"approve-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}"), now + Life)));

    /// <summary>
    /// Null for what is no ticket of this installation, or another customer's. One that has expired is given: it approves nothing any more
    /// (the caller looks at <see cref="ApprovalTicket.ExpiresAt"/>), but still tells which payment it was about, so that a late resend hears the truth.
    /// </summary>
    public ApprovalTicket? Open(CustomerActor actor, string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ApprovalTicket>(_protector.Unprotect(text)) is { } ticket && ticket.CustomerId == actor.CustomerId ? ticket : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null; // forged, cut off, or of a key that is gone
        }
    }
}
