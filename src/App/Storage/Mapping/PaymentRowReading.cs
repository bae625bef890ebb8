using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Storage.Mapping;

internal static class PaymentRowReading
{
    public static Payment ToPayment(this PaymentRow row) => new()
    {
        Id = row.Id,
        Number = row.Number,
        AgreementId = row.AgreementId,
        PointOfSaleId = row.PointOfSaleId,
        Terms = PaymentTerms.Stored(row.PaymentWindowDays, row.CaptureWindowDays),
        Details = new PaymentDetails(row.OrderReference, row.Description, row.CustomerReference, row.SellerReference),
        Addressee = new Addressee(row.Channel, row.Contact, row.AddresseeId, row.AddresseeEmail),
        Amounts = new PaymentAmounts(new Money(row.RequestedCents), ToMoney(row.AuthorizedCents), ToMoney(row.CapturedCents)),
        Status = row.Status,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        LastActivityAt = row.LastActivityAt,
        PayBy = row.PayBy,
        PaidAt = row.PaidAt,
        CaptureBy = row.CaptureBy,
        PayerId = row.PayerId,
        Funding = VoucherPart.Read(row.Funding),
        TokenHash = row.TokenHash,
        TokenGeneration = row.TokenGeneration,
        NotifyEmail = row.NotifyEmail,
    };

    private static Money? ToMoney(long? cents) => cents is { } value ? new Money(value) : null;
}
