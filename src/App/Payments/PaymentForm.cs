using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>A request as a merchant types it: texts, kept as typed through errors, Back and reload. <see cref="Check"/> turns it into terms.</summary>
public sealed record PaymentForm
{
    public bool Deferred { get; init; }
    public string PaymentDays { get; init; } = "10";
    public bool CaptureDelay { get; init; }
    public string CaptureDays { get; init; } = "2";
    public string NotifyEmail { get; init; } = "";
    public bool RememberNotifyEmail { get; init; }
    public string Amount { get; init; } = "";
    public string OrderReference { get; init; } = "";

    /// <summary>The reference that the form proposed: while the typed one equals it, a number that was taken meanwhile moves to the next.</summary>
    public string SuggestedReference { get; init; } = "";

    public RequestChannel Channel { get; init; } = RequestChannel.QrCode;

    /// <summary>Identifier or e-mail of the customer; not asked for a QR code.</summary>
    public string Contact { get; init; } = "";

    public string Description { get; init; } = "";
    public string CustomerReference { get; init; } = "";
    public string SellerReference { get; init; } = "";

    /// <summary>The merchant has seen that the reference was asked for in the last 24 hours, and wants a second request.</summary>
    public bool DuplicateAccepted { get; init; }

    public PaymentPath Path => (Deferred, CaptureDelay) switch
    {
        (false, false) => PaymentPath.A,
        (true, false) => PaymentPath.B,
        (false, true) => PaymentPath.C,
        _ => PaymentPath.D,
    };

    /// <summary>The channel that the path and the choice of step 2 mean: only A knows the QR code, B and D ask by e-mail.</summary>
    public RequestChannel EffectiveChannel => Path switch
    {
        PaymentPath.A => Channel == RequestChannel.QrCode ? RequestChannel.QrCode : RequestChannel.Identifier,
        PaymentPath.C => RequestChannel.Identifier,
        _ => RequestChannel.Email,
    };

    public bool ReferenceIsSuggestion => SuggestedReference.Length > 0 && OrderReference.Trim() == SuggestedReference;

    /// <summary>Step 1: the terms, or every refusal beside its field («payment_days», «capture_days», «notify_email»).</summary>
    public Checked<PaymentTerms> CheckTerms(IssuerRules rules)
    {
        List<Refusal> refusals = [];
        var pay = Deferred ? Days(PaymentDays) : null;
        var capture = CaptureDelay ? Days(CaptureDays) : null;
        var terms = PaymentTerms.Of(Deferred ? pay ?? 0 : null, null, rules);
        var captureTerms = PaymentTerms.Of(null, CaptureDelay ? capture ?? 0 : null, rules);
        AddTo(refusals, terms);
        AddTo(refusals, captureTerms);
        if (CaptureDelay)
        {
            AddTo(refusals, CustomerIdentifier.Email(NotifyEmail), "notify_email");
        }

        return refusals.Count > 0 ? new(null, refusals) : new(PaymentTerms.Of(pay, capture, rules).Value, []);
    }

    /// <summary>Steps 1 and 2 together, or every refusal beside its field.</summary>
    public Checked<CheckedPaymentForm> Check(IssuerRules rules)
    {
        var terms = CheckTerms(rules);
        List<Refusal> refusals = [.. terms.Refusals];
        var amount = CheckAmount(rules);
        var reference = ReferenceIsSuggestion ? SuggestedReference : Domain.Texts.OrderReference(OrderReference);
        var description = Domain.Texts.Optional(Description, "description");
        var customerReference = Domain.Texts.Optional(CustomerReference, "customer_reference");
        var sellerReference = Domain.Texts.Optional(SellerReference, "seller_reference");
        var contact = EffectiveChannel switch
        {
            RequestChannel.QrCode => "",
            RequestChannel.Identifier => Rename(CustomerIdentifier.Parse(Contact), "contact"),
            _ => Rename(CustomerIdentifier.Email(Contact), "contact"),
        };
        AddTo(refusals, amount);
        AddTo(refusals, reference);
        AddTo(refusals, contact);
        AddTo(refusals, description);
        AddTo(refusals, customerReference);
        AddTo(refusals, sellerReference);
        return refusals.Count > 0 ? new(null, refusals) : new(new CheckedPaymentForm(
            terms.Value!, amount.Value, new PaymentDetails(reference.Value, NullIfEmpty(description.Value), NullIfEmpty(customerReference.Value), NullIfEmpty(sellerReference.Value)),
            ReferenceIsSuggestion, EffectiveChannel, contact.Value, CaptureDelay ? CustomerIdentifier.Email(NotifyEmail).Value : null), []);
    }

    /// <summary>SHA-256 of what the form asks for: the same key with other content is refused.</summary>
    internal string ContentHash(long pointOfSaleId) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { pointOfSaleId, form = this with { DuplicateAccepted = false } })));

    /// <summary>Refuses amount_invalid, amount_below_minimum, amount_above_maximum.</summary>
    private Result<Money> CheckAmount(IssuerRules rules) =>
        !MoneyText.TryParse(Amount, out var amount) ? RefusalCode.AmountInvalid
        : amount < rules.MinimumRequest ? new Refusal(RefusalCode.AmountBelowMinimum, rules.MinimumRequest)
        : amount > rules.MaximumRequest ? new Refusal(RefusalCode.AmountAboveMaximum, rules.MaximumRequest)
        : amount;

    private static int? Days(string typed) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    private static void AddTo<T>(List<Refusal> refusals, Result<T> result, string? field = null)
    {
        if (result.Refusal is { } refusal)
        {
            refusals.Add(field is null ? refusal : refusal with { Field = field });
        }
    }

    private static Result<string> Rename(Result<string> result, string field) => result.Refusal is { } refusal ? refusal with { Field = field } : result;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>A checked value, or every refusal beside its field.</summary>
public sealed record Checked<T>(T? Value, IReadOnlyList<Refusal> Refusals)
    where T : class;

/// <summary>A form whose every field is right.</summary>
public sealed record CheckedPaymentForm(
    PaymentTerms Terms, Money Amount, PaymentDetails Details, bool ReferenceIsSuggestion, RequestChannel Channel, string Contact, string? NotifyEmail);
