namespace Guichet.Domain.Payments;

/// <summary>When the customer may pay: now, or until a date. Stored: never renumber.</summary>
public enum PaymentTiming
{
    Immediate = 1,
    Deferred = 2,
}

/// <summary>Whether the customer's payment is final at once, or waits for the merchant. Stored: never renumber.</summary>
public enum CaptureMode
{
    Automatic = 1,
    Manual = 2,
}

/// <summary>How the customer is reached. Stored: never renumber.</summary>
public enum RequestChannel
{
    QrCode = 1,
    Identifier = 2,
    Email = 3,
}

/// <summary>The four paths of the guide: the two axes crossed.</summary>
public enum PaymentPath
{
    A,
    B,
    C,
    D,
}

/// <summary>«Type de paiement»: what lists, files and filters call a payment by its terms.</summary>
public enum PaymentType
{
    Immediate,
    Deferred,

    /// <summary>The merchant validates after the customer, whatever the timing.</summary>
    PreReservation,
}

/// <summary>Two axes, not four types.</summary>
public sealed record PaymentTerms
{
    private PaymentTerms(int? paymentWindowDays, int? captureWindowDays) => (PaymentWindowDays, CaptureWindowDays) = (paymentWindowDays, captureWindowDays);

    /// <summary>Days to pay; null when immediate.</summary>
    public int? PaymentWindowDays { get; }

    /// <summary>Days to validate after the customer's payment; null when captured automatically.</summary>
    public int? CaptureWindowDays { get; }

    public PaymentTiming Timing => PaymentWindowDays is null ? PaymentTiming.Immediate : PaymentTiming.Deferred;
    public CaptureMode CaptureMode => CaptureWindowDays is null ? CaptureMode.Automatic : CaptureMode.Manual;

    public PaymentPath Path => (Timing, CaptureMode) switch
    {
        (PaymentTiming.Immediate, CaptureMode.Automatic) => PaymentPath.A,
        (PaymentTiming.Deferred, CaptureMode.Automatic) => PaymentPath.B,
        (PaymentTiming.Immediate, CaptureMode.Manual) => PaymentPath.C,
        _ => PaymentPath.D,
    };

    public PaymentType Type => CaptureMode == CaptureMode.Manual ? PaymentType.PreReservation : Timing == PaymentTiming.Deferred ? PaymentType.Deferred : PaymentType.Immediate;

    /// <summary>In B it is all or nothing; elsewhere the customer may pay less (I-06).</summary>
    public bool CustomerMayLower => Path != PaymentPath.B;

    /// <summary>What the customer's approval does.</summary>
    public PaymentAction ApprovalAction => CaptureMode == CaptureMode.Automatic ? PaymentAction.AuthorizeAndCapture : PaymentAction.Authorize;

    public static readonly PaymentTerms ImmediateAutomatic = new(null, null);

    /// <summary>Refuses days_out_of_range, with the field «payment_days» or «capture_days» and the issuer's limit.</summary>
    public static Result<PaymentTerms> Of(int? paymentWindowDays, int? captureWindowDays, IssuerRules rules)
    {
        if (paymentWindowDays is { } pay && (pay < 1 || pay > rules.MaxPaymentWindowDays))
        {
            return new Refusal(RefusalCode.DaysOutOfRange, rules.MaxPaymentWindowDays) { Field = "payment_days" };
        }

        if (captureWindowDays is { } capture && (capture < 1 || capture > rules.MaxCaptureWindowDays))
        {
            return new Refusal(RefusalCode.DaysOutOfRange, rules.MaxCaptureWindowDays) { Field = "capture_days" };
        }

        return new PaymentTerms(paymentWindowDays, captureWindowDays);
    }

    /// <summary>As stored: checked when the payment was made, so a limit that was lowered since does not spoil it.</summary>
    public static PaymentTerms Stored(int? paymentWindowDays, int? captureWindowDays) =>
        paymentWindowDays is null && captureWindowDays is null ? ImmediateAutomatic : new(paymentWindowDays, captureWindowDays);

    /// <summary>The first instant at which the customer can no longer pay.</summary>
    public DateTimeOffset PayBy(DateTimeOffset now, RequestChannel channel, IssuerRules rules) =>
        PaymentWindowDays is { } days ? ParisCalendar.EndOfWindow(now, days)
        : now + (channel == RequestChannel.QrCode ? rules.QrCodeWindow : rules.PushedRequestWindow);

    /// <summary>The first instant at which the merchant can no longer validate; counts from the Paris day of the customer's payment (I-21).</summary>
    public DateTimeOffset? CaptureBy(DateTimeOffset paidAt) => CaptureWindowDays is { } days ? ParisCalendar.EndOfWindow(paidAt, days) : null;
}
