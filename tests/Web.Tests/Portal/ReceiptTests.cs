using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Detail;

namespace Guichet.Web.Tests.Portal;

/// <summary>«Reçu (PDF)»: whom it is for, what it says, and that it is one page that holds all of it.</summary>
public partial class ReceiptTests
{
    [Theory, EachDatabase]
    public async Task There_is_one_where_money_was_received_and_only_for_whom_the_payment_exists(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var owner = await site.PointAccountAsync();
        using var signatory = await site.SignatoryAsync();
        using var stranger = await site.StrangerAsync();
        using var nobody = site.Visit();
        var payment = await site.AskByMailAsync("RECU 1", isReservation: true);
        (await owner.GetAsync(Address(payment))).Status.ShouldBe(HttpStatusCode.NotFound, "asked for is not paid");
        await site.PayAsync(payment, 30_00);
        foreach (var reader in new[] { owner, signatory })
        {
            await reader.GetAsync(Address(payment));
            reader.Status.ShouldBe(HttpStatusCode.OK);
            reader.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            reader.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            reader.Answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"recu-{payment.Number}.pdf");
            ShouldBeOnePage(await reader.Answer.Content.ReadAsByteArrayAsync());
        }

        (await stranger.GetAsync(Address(payment))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await nobody.GetAsync(Address(payment))).Location!.ShouldStartWith("/connexion");
        (await owner.GetAsync("/encaissement/operations/zzzzzzzzzz/recu.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await site.Get<VoidPayment>().RunAsync(await site.ActorAsync(), payment.Number)).Refusal.ShouldBeNull();
        (await owner.GetAsync(Address(payment))).Status.ShouldBe(HttpStatusCode.NotFound, "all of it went back");
    }

    [Theory, EachDatabase]
    public async Task It_says_what_was_asked_received_validated_returned_and_left(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var payment = await site.AskByMailAsync("RECU 2", isReservation: true);
        await site.PayAsync(payment, 30_00);
        var held = await PaperAsync(site, payment, "fr-FR");
        (held.Caption, held.Amount).ShouldBe(("Montant reçu", "30,00\u00A0€"));
        held.Facts[0].ShouldBe(new ReceiptRow("Statut", "A valider (partiel)"));
        held.Notes[0].ShouldStartWith("Le client a payé\u00A0; ce paiement attend encore d'être validé");

        await site.CaptureAsync(payment, "25,00");
        var paper = await PaperAsync(site, payment, "fr-FR");
        (paper.Title, paper.Merchant, paper.Place).ShouldBe(("Reçu", "Les Vacances du Littoral", "Camping des Pins, Arcachon (Shop ID 10000651)"));
        (paper.Caption, paper.Amount).ShouldBe(("Montant reçu", "25,00\u00A0€"));
        paper.Facts.Select(row => row.Label).ShouldBe(["Statut", "Payé le", "N° de transaction", "N° de panier", "Payé par"]);
        paper.Facts.Select(row => row.Value).ShouldBe(["Validé (partiel)", paper.Facts[1].Value, payment.Number, "RECU 2", "Léa M."]);
        paper.Facts[1].Value.ShouldMatch(@"^\d\d/\d\d/\d{4} à \d\d:\d\d:\d\d \(heure de Paris\)$");
        paper.Amounts.ShouldBe([
            new("Montant demandé", "40,00\u00A0€"), new("Montant reçu", "25,00\u00A0€"), new("Montant validé", "25,00\u00A0€"), new("Montant rendu", "5,00\u00A0€"), new("Reste à régler", "15,00\u00A0€")]);
        paper.Notes.ShouldHaveSingleItem().ShouldStartWith("15,00\u00A0€ ont été demandés et ne sont pas payés");
        paper.Foot[0].ShouldBe("Chèques-Vacances Connect, émis par l'Agence Nationale pour les Chèques-Vacances.");
    }

    [Fact]
    public async Task It_speaks_its_readers_language()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        var payment = await site.AskByMailAsync("RECU 3");
        await site.PayAsync(payment, 40_00);
        var paper = await PaperAsync(site, payment, "en-GB");
        (paper.Language, paper.Title, paper.Caption, paper.Amount).ShouldBe(("en", "Receipt", "Amount received", "€40.00"));
        paper.Notes.ShouldBeEmpty();
        using var reader = await site.PointAccountAsync("en");
        await reader.GetAsync(Address(payment));
        reader.Answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"receipt-{payment.Number}.pdf");
    }

    [Fact]
    public async Task The_longest_words_stay_on_the_page()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        var pdf = site.Get<ReceiptPdf>();
        var payment = await site.AskByMailAsync(new string('W', 35), amount: "100 000,00");
        var (wide, name) = (payment.Details.OrderReference, string.Join(' ', Enumerable.Repeat("Association", 9)));
        var amount = $"100\u202F000,00\u00A0€";
        ReceiptRow[] facts = [new("Statut", "A valider (partiel)"), new("Payé le", "24/06/2020 à 11:59:35 (heure de Paris)"), new("N° de transaction", payment.Number), new("N° de panier", wide), new("Payé par", $"{wide}{wide} M.")];
        ReceiptRow[] amounts = [.. new[] { "Montant demandé", "Montant reçu", "Montant validé", "Montant rendu", "Reste à régler" }.Select(label => new ReceiptRow(label, amount))];
        var sentence = string.Join(' ', Enumerable.Repeat("les mots d'une longue phrase", 5));
        var paper = new ReceiptPaper("fr", "Reçu", "Paiement en Chèques-Vacances Connect", name, $"{name}, Arcachon (Shop ID 10000651)", "Montant reçu", amount, facts, amounts, [sentence, sentence], [sentence, "Reçu édité le 24/06/2020 à 11:59:35 (heure de Paris). Il ne remplace pas une facture."]);
        var layout = pdf.LayOut(paper);
        layout.Texts.ShouldAllBe(text => text.Y < ReceiptLayout.Height - ReceiptLayout.Margin / 2 && text.X >= ReceiptLayout.Margin && text.X <= ReceiptLayout.Width - ReceiptLayout.Margin);
        string.Concat(layout.Texts.Where(text => text.EndsAtX).Select(text => text.Text)).ShouldContain(wide + wide + wide, customMessage: "broken, and nothing of it lost");
        var lines = layout.Texts.Select(text => (text.Y, text.EndsAtX)).ToList();
        lines.Distinct().Count().ShouldBe(lines.Count, "no line on another");
        ShouldBeOnePage(pdf.Draw(paper));
    }

    private static string Address(Payment payment) => $"{DetailSite.Of(payment)}/recu.pdf";

    private static async Task<ReceiptPaper> PaperAsync(PortalSite site, Payment payment, string culture)
    {
        var actor = await site.ActorAsync();
        var view = (await site.Get<ReadPayment>().WithTimelineAsync(actor, payment.Number)).Value;
        var point = (await site.Get<MerchantPoints>().FindAsync(actor, payment.PointOfSaleId)).Value;
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return site.Get<ReceiptWords>().Of(view, point, Money.Zero, site.Now)!;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>A PDF of one A4 page with our font in it; whether it looks right is for eyes.</summary>
    private static void ShouldBeOnePage(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        text[..7].ShouldBe("%PDF-1.");
        text.TrimEnd()[^5..].ShouldBe("%%EOF");
        PageObject().Count(text).ShouldBe(1);
        text.Contains("/MediaBox [0 0 595 842]", StringComparison.Ordinal).ShouldBeTrue("A4");
        text.Contains("Inter-SemiBold", StringComparison.Ordinal).ShouldBeTrue("our font is in it");
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex PageObject();
}
