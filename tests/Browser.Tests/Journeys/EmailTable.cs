using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>What happens to a request of paths B, C and D.</summary>
public enum Event
{
    Requested,
    Paid,
    Declined,
    Canceled,
    PaymentLimitPassed,
    Captured,
    Voided,
    CaptureLimitNear,
    CaptureLimitPassed,
}

/// <summary>The e-mail table of the journeys: who gets which letter, what it says and where it leads; and nobody gets anything else.</summary>
public static partial class EmailTable
{
    enum To
    {
        Customer,
        Merchant,
    }

    /// <param name="On">The paths on which it is sent.</param>
    /// <param name="Says">«B:…» is said on that path alone; a line with a value that the deal does not have is not said.</param>
    /// <param name="Link">The one place where it leads; null for none.</param>
    sealed record Line(Event When, To To, string On, string Subject, string[] Says, string? Link = null);

    const string Sale = "Professionnel : {merchant} Point d'accueil : Camping des Pins, Arcachon N° de panier : {basket}", Number = "N° de transaction : {number}";
    const string More = "Pour plus d'information, n'hésitez pas à vous connecter à votre Espace dédié.", Button = "JE ME CONNECTE À MON ESPACE DÉDIÉ";
    const string Transaction = "transaction en Chèque-Vacances Connect [n° : {number}]", Operation = "{home}/encaissement/operations/{number}";

    static readonly Line[] Table =
    [
        new(Event.Requested, To.Customer, "BCD", "{merchant} vous demande {requested}",
        [
            "{merchant} vous demande un paiement", "Montant demandé : {requested}", Sale, "BD:A payer jusqu'au : {payUntil}", "C:A payer avant le : {askedOn} à ", Number,
            "B:Cette demande se règle en totalité.", "CD:Vous pouvez payer une partie seulement", "CD:le professionnel aura {captureDays} pour le valider", "Voir la demande et payer",
        ], "{request}"),
        new(Event.Paid, To.Customer, "B", "Paiement de {paid} à {merchant}", ["Vous avez payé {paid}", "Montant réglé : {paid}", Sale, "Date : {paidOn} à ", Number]),
        new(Event.Paid, To.Customer, "CD", "Pré-réservation de {paid} chez {merchant}",
        [
            "Le professionnel peut le valider jusqu'au {captureUntil} inclus", "Montant réglé : {paid}", "Il reste {rest} à régler auprès du professionnel", Sale, "Date : {paidOn} à ", Number,
        ]),
        new(Event.Paid, To.Merchant, "CD", "La transaction {number} a été validée par votre client",
        [
            "LA TRANSACTION A ÉTÉ VALIDÉE", "Bonjour,", $"Nous vous informons que la {Transaction} a été confirmée par votre client.", "Identifiant : {contact}", "Date : {paidOn} à ", "Montant réglé : {paid}",
            "(panier {basket}) jusqu'au {captureUntil} inclus", More, Button,
        ], Operation),
        new(Event.Declined, To.Customer, "BCD", "Demande de {merchant} refusée", ["Rien n'a été débité.", "Montant demandé : {requested}", Sale, Number]),
        new(Event.Declined, To.Merchant, "CD", "La transaction {number} a été refusée par votre client",
            ["LA TRANSACTION A ÉTÉ REFUSÉE", $"{Transaction} a été refusée par votre client. Rien n'a été encaissé.", "Identifiant : {contact}", "N° de panier : {basket}", "Montant demandé : {requested}",
            "faites une nouvelle demande", More, Button], Operation),
        new(Event.Canceled, To.Customer, "BCD", "Demande de {merchant} annulée", ["{merchant} a annulé sa demande de paiement. Rien n'a été débité.", "Montant demandé : {requested}", Sale, Number]),
        new(Event.PaymentLimitPassed, To.Customer, "BCD", "Demande de {merchant} expirée", ["n'a pas été payée à temps. Rien n'a été débité.", "Montant demandé : {requested}", Sale, Number]),
        new(Event.PaymentLimitPassed, To.Merchant, "CD", "La transaction {number} n'a pas été payée à temps",
            ["LA DEMANDE A EXPIRÉ", $"{Transaction} est dépassée : votre client n'a pas payé. Rien n'a été encaissé.", "Identifiant : {contact}", "N° de panier : {basket}", "Montant demandé : {requested}", More, Button], Operation),
        new(Event.Captured, To.Customer, "CD", "Pré-réservation chez {merchant} : {kept} validés",
            ["{merchant} a validé la pré-réservation", "Montant réglé : {paid} Montant validé : {kept}", "{back} sont revenus sur votre solde.", "Montant rendu : {back}", Sale, Number]),
        new(Event.Voided, To.Customer, "CD", "{paid} vous sont rendus : pré-réservation chez {merchant} annulée",
            ["La totalité du montant est revenue sur votre solde.", "Rendu sur votre solde : {paid}", "Montant demandé : {requested}", Sale, Number]),
        new(Event.CaptureLimitNear, To.Merchant, "CD", "Plus que 24 h pour valider la transaction {number}",
            ["VALIDEZ AVANT LA DATE LIMITE", $"{Transaction} attend votre validation", "avant la fin du {captureUntil}", "Montant réglé : {paid}", "Date limite de validation : {captureUntil}", More, Button], Operation),
        new(Event.CaptureLimitPassed, To.Customer, "CD", "{paid} vous sont rendus : pré-réservation chez {merchant} expirée",
            ["{merchant} n'a pas validé la pré-réservation à temps.", "Rendu sur votre solde : {paid}", Sale, Number]),
        new(Event.CaptureLimitPassed, To.Merchant, "CD", "La transaction {number} n'a pas été validée à temps",
            ["LA PRÉ-RÉSERVATION A EXPIRÉ", $"{Transaction} est dépassée. Tout le montant est revenu à votre client", "Montant rendu à votre client : {paid}", "N° de panier : {basket}", More, Button], Operation),
    ];

    /// <summary>What the events have caused, and nothing else. Returns the letters in the order in which they came.</summary>
    public static async Task<IReadOnlyList<Letter>> ShouldHaveDeliveredAsync(this Post post, Counter counter, Deal deal, params Event[] events)
    {
        var expected = events.SelectMany(e => Table.Where(line => line.When == e && line.On.Contains($"{deal.Path}", StringComparison.Ordinal))).ToList();
        var values = Values(deal, counter.Server.Url.GetLeftPart(UriPartial.Authority));
        var letters = await post.AboutAsync(counter, deal.Number, expected.Count);
        letters.Select(letter => $"{letter.To}: {letter.Subject}")
            .ShouldBe(expected.Select(line => $"{AddressOf(line, deal)}: {Filled(line.Subject, values)}"), ignoreOrder: true, $"the letters about {deal.Number}");
        foreach (var line in expected) ShouldSay(letters.Single(l => l.To == AddressOf(line, deal) && l.Subject == Filled(line.Subject, values)), line, deal, values);
        return letters;
    }

    /// <summary>Where the customer's letter about the request leads.</summary>
    public static async Task<string> RequestLinkAsync(this Post post, Counter counter, Deal deal) => (await post.ShouldHaveDeliveredAsync(counter, deal, Event.Requested))[0].Links.Single();

    static void ShouldSay(Letter letter, Line line, Deal deal, Dictionary<string, string?> values)
    {
        if (line.To == To.Customer) letter.Text.ShouldContain(ReaderOf(line, deal) is { } reader ? $" Bonjour {reader.Name}, " : " Bonjour, ", Case.Sensitive, letter.Subject);
        foreach (var said in line.Says.Select(said => Said(said, deal, values)).OfType<string>())
        {
            letter.Text.ShouldContain(said, Case.Sensitive, letter.Subject);
            // The other form says the same, laid out as a table.
            WithoutColons(letter.Html).ShouldContain(WithoutColons(said), Case.Sensitive, $"{letter.Subject}, HTML");
        }

        if (line.Link is null) letter.Links.ShouldBeEmpty(letter.Subject);
        else letter.Links.Single().ShouldStartWith(Filled(line.Link, values)!, Case.Sensitive, letter.Subject);
        letter.Text.ShouldContain(letter.Links is [var link] ? link : "", Case.Sensitive, letter.Subject);
    }

    static string WithoutColons(string text) => text.Replace(" : ", " ", StringComparison.Ordinal);

    static string AddressOf(Line line, Deal deal) => line.To == To.Merchant ? deal.NotifyEmail : ReaderOf(line, deal)?.Email ?? deal.Contact;

    /// <summary>The account of the customer who reads; null for an address without one.</summary>
    static Payer? ReaderOf(Line line, Deal deal) => line.When == Event.Requested ? deal.Account : deal.Payer ?? deal.Account;

    static Dictionary<string, string?> Values(Deal deal, string home) => new()
    {
        ["home"] = home,
        ["merchant"] = "Les Vacances du Littoral",
        ["requested"] = deal.Requested,
        ["paid"] = deal.Paid,
        ["kept"] = deal.Kept,
        ["rest"] = deal.Rest,
        ["back"] = deal.Back,
        ["basket"] = deal.Basket,
        ["number"] = deal.Number,
        ["contact"] = deal.Contact,
        ["request"] = deal.Account is null ? $"{home}/app/r/" : $"{home}/app/demandes/{deal.Number}",
        ["askedOn"] = Deal.Day(deal.AskedOn),
        ["payUntil"] = deal.PayUntil,
        ["paidOn"] = deal.PaidOn is { } day ? Deal.Day(day) : null,
        ["captureUntil"] = deal.CaptureUntil,
        ["captureDays"] = Deal.Days(deal.CaptureDays),
    };

    static string? Said(string template, Deal deal, Dictionary<string, string?> values) => OnPaths().Match(template) is { Success: true } only
        ? only.Groups[1].Value.Contains($"{deal.Path}", StringComparison.Ordinal) ? Filled(template[only.Length..], values) : null
        : Filled(template, values);

    /// <summary>Null when the deal does not have one of the values.</summary>
    static string? Filled(string template, Dictionary<string, string?> values) =>
        Place().Matches(template).Any(place => values[place.Groups[1].Value] is null) ? null : Place().Replace(template, place => values[place.Groups[1].Value]!);

    [GeneratedRegex("^([BCD]+):")]
    private static partial Regex OnPaths();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
