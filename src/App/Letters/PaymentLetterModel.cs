using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Letters;

/// <summary>What a letter about a payment is written from: the payment now, and the fact that caused the letter (I-29: amount and date are that fact's).</summary>
internal sealed record PaymentLetterModel
{
    public required Payment Payment { get; init; }
    public required PaymentFactKind Fact { get; init; }
    public required DateTimeOffset FactAt { get; init; }
    public required Money? FactAmount { get; init; }

    /// <summary>What the merchant wrote to the customer with the fact; null for nothing.</summary>
    public string? Reason { get; init; }

    public required string MerchantName { get; init; }
    public required string PointOfSaleName { get; init; }
    public required string Town { get; init; }

    /// <summary>First and last name; null for an address without account.</summary>
    public required string? ReaderName { get; init; }

    /// <summary>Where the letter leads; null when there is no way any more (a link that was replaced).</summary>
    public required Uri? Link { get; init; }

    /// <summary>The request has reached its customer in another way since.</summary>
    public required bool IsReplaced { get; init; }

    /// <summary>What the customer may read about the sale, as facts.</summary>
    public List<LetterFact> SaleFacts(LetterLanguage language)
    {
        List<LetterFact> facts =
        [
            new(language.Text("Fact.Merchant"), PlainLine.Of(MerchantName)),
            new(language.Text("Fact.Point"), language.Text("Place", PointOfSaleName, Town)),
            new(language.Text("Fact.Order"), PlainLine.Of(Payment.Details.OrderReference)),
        ];
        if (Payment.Details.Description is { } description)
        {
            facts.Add(new(language.Text("Fact.Description"), PlainLine.Of(description)));
        }

        return facts;
    }

    /// <summary>None or one.</summary>
    public IEnumerable<LetterFact> ReasonFact(LetterLanguage language) => Reason is { } reason ? [new(language.Text("Fact.Reason"), PlainLine.Of(reason))] : [];

    public LetterFact NumberFact(LetterLanguage language) => new(language.Text("Fact.Number"), Payment.Number);

    public LetterFact DateFact(LetterLanguage language) => new(language.Text("Fact.Date"), language.Instant(FactAt));

    public string Greeting(LetterLanguage language) => ReaderName is { } name ? language.Text("Greeting.Name", name) : language.Text("Greeting");
}

/// <summary>One kind of letter about a payment: when it is still true, and what it says.</summary>
internal interface IPaymentLetter
{
    LetterKind Kind { get; }

    /// <summary>False for a letter that became untrue before it was sent: it is dropped. News of what happened stays true; a call to act may not.</summary>
    bool IsStillTrue(PaymentLetterModel model, DateTimeOffset now) => true;

    LetterContent Write(PaymentLetterModel model, LetterLanguage language);
}
