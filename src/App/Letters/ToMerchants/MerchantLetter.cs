namespace Guichet.App.Letters.ToMerchants;

/// <summary>What the letters about a pre-reservation to its merchant share: the guide's order of parts.</summary>
internal static class MerchantLetter
{
    public static LetterContent Write(
        PaymentLetterModel model, LetterLanguage language, string words, (string Status, LetterTone Tone) state, IEnumerable<LetterFact> facts, string toDo, params string[] values) => new()
    {
        Subject = language.Text($"{words}.Subject", model.Payment.Number),
        Title = language.Text($"{words}.Title"),
        Status = language.Text(state.Status),
        Tone = state.Tone,
        Greeting = language.Text("Greeting"),
        Blocks =
        [
            new Paragraph(language.Text($"{words}.Text", [model.Payment.Number, .. values])),
            new FactsBlock([.. facts]),
            new Paragraph(toDo),
            new Paragraph(language.Text("Merchant.More")),
            new ButtonBlock(language.Text("Merchant.Button"), model.Link!),
        ],
        Footer = [language.Text("Why.Merchant"), language.Text("Frame.Safety")],
    };

    /// <summary>The customer as the merchant typed it, and the sale.</summary>
    public static IEnumerable<LetterFact> Sale(PaymentLetterModel model, LetterLanguage language)
    {
        if (model.Payment.Addressee.Contact is { } contact)
        {
            yield return new(language.Text("Fact.Identifier"), PlainLine.Of(contact));
        }

        yield return new(language.Text("Fact.Point"), language.Text("Place", model.PointOfSaleName, model.Town));
        yield return new(language.Text("Fact.Order"), PlainLine.Of(model.Payment.Details.OrderReference));
    }
}
