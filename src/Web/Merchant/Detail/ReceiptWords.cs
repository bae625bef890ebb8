using System.Globalization;
using Guichet.App.Letters;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Detail;

/// <summary>A payment as a receipt tells it, in the reader's language.</summary>
public sealed class ReceiptWords(IStringLocalizer<OperationDetail> texts, IStringLocalizer<Portal> portal, Sentences sentences, LetterSettings issuer)
{
    /// <summary>Null where no money was received or none was kept: what was only asked for is never a receipt.</summary>
    /// <param name="settled">What was recorded as paid by other means.</param>
    public ReceiptPaper? Of(PaymentView view, PointOfSale point, Money settled, DateTimeOffset now)
    {
        var payment = view.Payment;
        if (payment.Received is not { } received || payment.PaidAt is not { } paidAt)
        {
            return null;
        }

        var status = sentences.QualifierOf(payment) is { } qualifier ? $"{sentences.Of(payment.Status)} ({qualifier})" : sentences.Of(payment.Status);
        List<ReceiptRow> facts =
        [
            new(texts["receipt.status"], status),
            new(texts["receipt.paid-at"], Instant(paidAt)),
            new(texts["receipt.number"], payment.Number),
            new(texts["receipt.basket"], payment.Details.OrderReference),
        ];
        if (view.PayerName is { } payer)
        {
            facts.Add(new(texts["receipt.payer"], payer));
        }

        return new ReceiptPaper(
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, texts["receipt.title"], texts["receipt.what"], view.MerchantName,
            texts["receipt.place", point.Name, point.Town, point.ShopId], portal["detail.received"], Sentences.Of(received), facts,
            [.. AmountChain.Of(payment, settled).Select(link => new ReceiptRow(portal[$"detail.{link.Name}"], link.Amount is { } amount ? Sentences.Of(amount) : "-"))],
            [.. Notes(payment, settled)], [texts["receipt.issuer", issuer.IssuerNameIn(CultureInfo.CurrentUICulture)], texts["receipt.made", Instant(now)]]);
    }

    public string FileName(Payment payment) => $"{texts["receipt.file"].Value}-{payment.Number}.pdf";

    private IEnumerable<string> Notes(Payment payment, Money settled)
    {
        if (payment is { Status: PaymentStatus.Authorized, CaptureBy: { } captureBy })
        {
            yield return texts["receipt.held", Deadlines.Exact(captureBy)];
        }

        if (payment.Remainder - settled is { IsPositive: true } left)
        {
            yield return texts["receipt.left", Sentences.Of(left)];
        }
    }

    /// <summary>To the second: two payments of one minute are told apart.</summary>
    private string Instant(DateTimeOffset at) =>
        texts["receipt.instant", Moments.Day(ParisCalendar.DayOf(at)), ParisCalendar.LocalOf(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture)];
}
