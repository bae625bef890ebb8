using Guichet.App.Storage.Mapping;
using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Demonstration;

/// <summary>Past decisions as rows. Everything that happens from now on is written by the desk.</summary>
internal static class DemonstrationRows
{
    public static PaymentRow Of(Payment x)
    {
        var reference = SuggestedReference.Read(x.Details.OrderReference);
        return new PaymentRow
        {
            Id = x.Id,
            Number = x.Number,
            AgreementId = x.AgreementId,
            PointOfSaleId = x.PointOfSaleId,
            Status = x.Status,
            Version = x.Version,
            Timing = x.Terms.Timing,
            CaptureMode = x.Terms.CaptureMode,
            PaymentWindowDays = x.Terms.PaymentWindowDays,
            CaptureWindowDays = x.Terms.CaptureWindowDays,
            RequestedCents = x.Amounts.Requested.Cents,
            AuthorizedCents = x.Amounts.Authorized?.Cents,
            CapturedCents = x.Amounts.Captured?.Cents,
            CreatedAt = x.CreatedAt,
            LastActivityAt = x.LastActivityAt,
            PayBy = x.PayBy,
            PaidAt = x.PaidAt,
            CaptureBy = x.CaptureBy,
            Channel = x.Addressee.Channel,
            Contact = x.Addressee.Contact,
            AddresseeId = x.Addressee.CustomerId,
            AddresseeEmail = x.Addressee.Email,
            PayerId = x.PayerId,
            Funding = x.Funding.Count == 0 ? null : VoucherPart.Write(x.Funding),
            TokenHash = x.TokenHash,
            TokenGeneration = x.TokenGeneration,
            OrderReference = x.Details.OrderReference,
            OrderDay = reference?.Day,
            OrderSequence = reference?.Sequence,
            OrderSuggested = reference is not null,
            Description = x.Details.Description,
            CustomerReference = x.Details.CustomerReference,
            SellerReference = x.Details.SellerReference,
            NotifyEmail = x.NotifyEmail,
        };
    }

    public static PaymentFactRow Of(long paymentId, int version, PaymentFact x) => new()
    {
        PaymentId = paymentId,
        Version = version,
        Kind = x.Kind,
        FromStatus = x.From,
        ToStatus = x.To,
        At = x.At,
        Actor = x.Trace.By,
        AccountId = x.Trace.AccountId,
        Door = x.Trace.Door,
        Address = x.Trace.Address,
        AmountCents = x.Amount?.Cents,
        Detail = x.Detail,
    };

    public static IEnumerable<PostingRow> Of(long entryId, LedgerEntry entry) => entry.Postings.Select((x, index) => new PostingRow
    {
        EntryId = entryId,
        Line = index + 1,
        Account = x.Account.Kind,
        OwnerId = x.Account.OwnerId,
        IssueYear = x.Account.IssueYear,
        AmountCents = x.Amount.Cents,
    });
}
