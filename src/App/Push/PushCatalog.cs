using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Domain.Payments;

namespace Guichet.App.Push;

/// <summary>Which letters a customer's phones are told of, and in which words.</summary>
internal static class PushCatalog
{
    /// <summary>What happens without the customer being there. What they did themselves (paid, refused) they have on the screen.</summary>
    public static bool IsTold(LetterKind kind) => kind is LetterKind.RequestToCustomer or LetterKind.CanceledToCustomer or LetterKind.ExpiredToCustomer or LetterKind.CapturedToCustomer;

    /// <summary>It ends a request of which nothing was paid: worth saying only to a phone that shows the request.</summary>
    public static bool ClosesRequest(PaymentLetterModel model) => model.Fact is PaymentFactKind.Canceled or PaymentFactKind.Expired && model.FactAmount is null;

    public static PushText OfPayment(LetterKind kind, PaymentLetterModel model, LetterLanguage language)
    {
        var amount = language.Amount(model.FactAmount ?? model.Payment.Amounts.Requested);
        var words = kind switch
        {
            LetterKind.RequestToCustomer => "Request",
            LetterKind.CapturedToCustomer => "Kept",
            _ when model.FactAmount is not null => "Returned",
            LetterKind.ExpiredToCustomer => "Expired",
            _ => "Canceled",
        };
        var returned = kind == LetterKind.CapturedToCustomer ? model.Payment.Amounts.Authorized!.Value - model.FactAmount!.Value : default;
        var merchant = PlainLine.Of(model.MerchantName);
        var body = returned.IsPositive ? PushWords.Get("KeptPart.Body", language, merchant, amount, language.Amount(returned)) : PushWords.Get(words == "Request" && model.Payment.Terms.Timing == PaymentTiming.Deferred ? "RequestDay.Body" : $"{words}.Body", language, merchant, amount,
            PlainLine.Of(model.PointOfSaleName), model.Payment.Terms.Timing == PaymentTiming.Deferred ? language.LastDay(model.Payment.PayBy) : language.Minute(model.Payment.PayBy));
        return new PushText
        {
            Title = PushWords.Get($"{words}.Title", language, merchant, amount),
            Body = body,
            Tag = model.Payment.Number,
            Url = $"/app/demandes/{model.Payment.Number}",
            Language = language.Code,
            At = model.FactAt.ToUnixTimeMilliseconds(),
            Waits = kind == LetterKind.RequestToCustomer,
            Quiet = ClosesRequest(model),
        };
    }

    public static PushText OfLapse(LapseDetails lapse, LetterLanguage language, DateTimeOffset now) => new()
    {
        Title = PushWords.Get("Lapse.Title", language, language.Amount(lapse.Amount), language.Day(lapse.LastDay)),
        Body = PushWords.Get("Lapse.Body", language, language.Amount(lapse.Amount), language.Day(lapse.LastDay)),
        Tag = "titres",
        Url = "/app",
        Language = language.Code,
        At = now.ToUnixTimeMilliseconds(),
    };

    public static PushText OfTest(LetterLanguage language, DateTimeOffset now) => new()
    {
        Title = PushWords.Get("Test.Title", language),
        Body = PushWords.Get("Test.Body", language),
        Tag = "essai",
        Url = "/app/compte",
        Language = language.Code,
        At = now.ToUnixTimeMilliseconds(),
    };
}
