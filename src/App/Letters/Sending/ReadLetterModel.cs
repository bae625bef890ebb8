using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters.Sending;

/// <summary>Reads what a letter about a payment says from what is true now: the payment, the fact that caused it, and its reader.</summary>
internal sealed class ReadLetterModel(RequestLinks requestLinks, LetterLinks links)
{
    /// <summary>Null when the payment or the fact does not exist, which is a fault of whoever queued the letter.</summary>
    public async Task<PaymentLetterModel?> RunAsync(AppDb db, LetterRow letter, LetterReader reader)
    {
        var found = await (from payment in db.Payments.AsNoTracking().Where(p => p.Id == letter.PaymentId)
                           join point in db.PointsOfSale on payment.PointOfSaleId equals point.Id
                           join agreement in db.Agreements on payment.AgreementId equals agreement.Id
                           select new { payment, Merchant = agreement.Name, Point = point.Name, point.Town }).SingleOrDefaultAsync();
        var facts = await db.PaymentFacts.AsNoTracking().Where(f => f.PaymentId == letter.PaymentId && f.Version >= letter.PaymentVersion).ToListAsync();
        if (found is null || facts.SingleOrDefault(f => f.Version == letter.PaymentVersion) is not { } fact)
        {
            return null;
        }

        var about = found.payment.ToPayment();
        return new PaymentLetterModel
        {
            Payment = about,
            Fact = fact.Kind,
            FactAt = fact.At,
            FactAmount = fact.AmountCents is { } cents ? new Money(cents) : null,
            Reason = PaymentFact.HasReason(fact.Kind) ? fact.Detail : null,
            MerchantName = found.Merchant,
            PointOfSaleName = found.Point,
            Town = found.Town,
            ReaderName = reader.Name,
            Link = LinkOf(about, letter),
            IsReplaced = facts.Any(f => f.Version > fact.Version && f.Kind == PaymentFactKind.ChannelChanged),
        };
    }

    private Uri? LinkOf(Payment payment, LetterRow letter)
    {
        if (PaymentLetterCatalog.IsToMerchant((LetterKind)letter.Kind))
        {
            return links.Operation(payment.Number);
        }

        if (letter.CustomerId is not null)
        {
            return links.RequestByNumber(payment.Number);
        }

        var token = requestLinks.Token(payment.Id, payment.TokenGeneration);
        return payment.TokenHash == RequestLinks.Hash(token) ? links.RequestByToken(token) : null;
    }
}
