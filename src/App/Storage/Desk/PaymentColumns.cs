using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Storage.Desk;

/// <summary>A payment's columns: written whole once, then only what may change, and read back.</summary>
internal static class PaymentColumns
{
    public static readonly DeskTable<NewPaymentWrite> Created = new("payment",
        new LongColumn<NewPaymentWrite>("id", x => x.Payment.Id),
        new TextColumn<NewPaymentWrite>("number", x => x.Payment.Number),
        new LongColumn<NewPaymentWrite>("agreement_id", x => x.Payment.AgreementId),
        new LongColumn<NewPaymentWrite>("point_of_sale_id", x => x.Payment.PointOfSaleId),
        new IntColumn<NewPaymentWrite>("status", x => (int)x.Payment.Status),
        new IntColumn<NewPaymentWrite>("version", x => x.Payment.Version),
        new IntColumn<NewPaymentWrite>("timing", x => (int)x.Payment.Terms.Timing),
        new IntColumn<NewPaymentWrite>("capture_mode", x => (int)x.Payment.Terms.CaptureMode),
        new IntColumn<NewPaymentWrite>("payment_window_days", x => x.Payment.Terms.PaymentWindowDays),
        new IntColumn<NewPaymentWrite>("capture_window_days", x => x.Payment.Terms.CaptureWindowDays),
        new LongColumn<NewPaymentWrite>("requested_cents", x => x.Payment.Amounts.Requested.Cents),
        new LongColumn<NewPaymentWrite>("authorized_cents", x => x.Payment.Amounts.Authorized?.Cents),
        new LongColumn<NewPaymentWrite>("captured_cents", x => x.Payment.Amounts.Captured?.Cents),
        new InstantColumn<NewPaymentWrite>("created_at", x => x.Payment.CreatedAt),
        new InstantColumn<NewPaymentWrite>("last_activity_at", x => x.Payment.LastActivityAt),
        new InstantColumn<NewPaymentWrite>("pay_by", x => x.Payment.PayBy),
        new InstantColumn<NewPaymentWrite>("paid_at", x => x.Payment.PaidAt),
        new InstantColumn<NewPaymentWrite>("capture_by", x => x.Payment.CaptureBy),
        new IntColumn<NewPaymentWrite>("channel", x => (int)x.Payment.Addressee.Channel),
        new TextColumn<NewPaymentWrite>("contact", x => x.Payment.Addressee.Contact),
        new LongColumn<NewPaymentWrite>("addressee_id", x => x.Payment.Addressee.CustomerId),
        new TextColumn<NewPaymentWrite>("addressee_email", x => x.Payment.Addressee.Email),
        new LongColumn<NewPaymentWrite>("payer_id", x => x.Payment.PayerId),
        new TextColumn<NewPaymentWrite>("funding", x => Funding(x.Payment)),
        new TextColumn<NewPaymentWrite>("token_hash", x => x.Payment.TokenHash),
        new IntColumn<NewPaymentWrite>("token_generation", x => x.Payment.TokenGeneration),
        new TextColumn<NewPaymentWrite>("order_reference", x => x.Payment.Details.OrderReference),
        new IntColumn<NewPaymentWrite>("order_day", x => SuggestedReference.Read(x.Payment.Details.OrderReference)?.Day),
        new IntColumn<NewPaymentWrite>("order_sequence", x => SuggestedReference.Read(x.Payment.Details.OrderReference)?.Sequence),
        new BoolColumn<NewPaymentWrite>("order_suggested", x => x.OrderSuggested),
        new TextColumn<NewPaymentWrite>("description", x => x.Payment.Details.Description),
        new TextColumn<NewPaymentWrite>("customer_reference", x => x.Payment.Details.CustomerReference),
        new TextColumn<NewPaymentWrite>("seller_reference", x => x.Payment.Details.SellerReference),
        new TextColumn<NewPaymentWrite>("notify_email", x => x.Payment.NotifyEmail));

    /// <summary>What may change after the creation; the first two say which row, and which state of it was decided on.</summary>
    public static readonly DeskTable<PaymentWrite> Changed = new("payment",
        new LongColumn<PaymentWrite>("id", x => x.Payment.Id),
        new IntColumn<PaymentWrite>("loaded_version", x => x.LoadedVersion),
        new IntColumn<PaymentWrite>("status", x => (int)x.Payment.Status),
        new IntColumn<PaymentWrite>("version", x => x.Payment.Version),
        new LongColumn<PaymentWrite>("authorized_cents", x => x.Payment.Amounts.Authorized?.Cents),
        new LongColumn<PaymentWrite>("captured_cents", x => x.Payment.Amounts.Captured?.Cents),
        new InstantColumn<PaymentWrite>("last_activity_at", x => x.Payment.LastActivityAt),
        new InstantColumn<PaymentWrite>("pay_by", x => x.Payment.PayBy),
        new InstantColumn<PaymentWrite>("paid_at", x => x.Payment.PaidAt),
        new InstantColumn<PaymentWrite>("capture_by", x => x.Payment.CaptureBy),
        new IntColumn<PaymentWrite>("channel", x => (int)x.Payment.Addressee.Channel),
        new TextColumn<PaymentWrite>("contact", x => x.Payment.Addressee.Contact),
        new LongColumn<PaymentWrite>("addressee_id", x => x.Payment.Addressee.CustomerId),
        new TextColumn<PaymentWrite>("addressee_email", x => x.Payment.Addressee.Email),
        new LongColumn<PaymentWrite>("payer_id", x => x.Payment.PayerId),
        new TextColumn<PaymentWrite>("funding", x => Funding(x.Payment)),
        new TextColumn<PaymentWrite>("token_hash", x => x.Payment.TokenHash),
        new IntColumn<PaymentWrite>("token_generation", x => x.Payment.TokenGeneration));

    /// <summary>All columns in the order of <see cref="Read"/>.</summary>
    public const string Names = "id, number, agreement_id, point_of_sale_id, status, version, payment_window_days, capture_window_days, requested_cents, "
        + "authorized_cents, captured_cents, created_at, last_activity_at, pay_by, paid_at, capture_by, channel, contact, addressee_id, addressee_email, payer_id, funding, "
        + "token_hash, token_generation, order_reference, description, customer_reference, seller_reference, notify_email";

    public const string Select = $"SELECT {Names} FROM payment";

    /// <param name="row">Standing on a row of <see cref="Select"/>.</param>
    public static Payment Read<T>(T row)
        where T : struct, IDeskRow
    {
        var i = 0;
        return new Payment
        {
            Id = row.Long(i++),
            Number = row.Text(i++)!,
            AgreementId = row.Long(i++),
            PointOfSaleId = row.Long(i++),
            Status = (PaymentStatus)row.Int(i++),
            Version = row.Int(i++),
            Terms = PaymentTerms.Stored(row.IsNull(i++) ? null : row.Int(i - 1), row.IsNull(i++) ? null : row.Int(i - 1)),
            Amounts = new PaymentAmounts(new Money(row.Long(i++)), Cents(row, i++), Cents(row, i++)),
            CreatedAt = row.Instant(i++),
            LastActivityAt = row.Instant(i++),
            PayBy = row.Instant(i++),
            PaidAt = row.IsNull(i++) ? null : row.Instant(i - 1),
            CaptureBy = row.IsNull(i++) ? null : row.Instant(i - 1),
            Addressee = new Addressee((RequestChannel)row.Int(i++), row.Text(i++), row.IsNull(i++) ? null : row.Long(i - 1), row.Text(i++)),
            PayerId = row.IsNull(i++) ? null : row.Long(i - 1),
            Funding = VoucherPart.Read(row.Text(i++)),
            TokenHash = row.Text(i++),
            TokenGeneration = row.Int(i++),
            Details = new PaymentDetails(row.Text(i++)!, row.Text(i++), row.Text(i++), row.Text(i++)),
            NotifyEmail = row.Text(i),
        };
    }

    private static Money? Cents<T>(T row, int index)
        where T : struct, IDeskRow => row.IsNull(index) ? null : new Money(row.Long(index));

    private static string? Funding(Payment payment) => payment.Funding.Count == 0 ? null : VoucherPart.Write(payment.Funding);
}
