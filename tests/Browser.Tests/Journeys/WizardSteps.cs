using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The wizard of paths B, C and D, each step read as the guide shows it.</summary>
public static class WizardSteps
{
    public const string FromTheList = "Je pourrai confirmer ou annuler la réservation depuis ma liste des opérations.";
    const string Notify = "Pendant le traitement du paiement, je veux être notifié des actions de mon client et de l'expiration de mon délai de validation 24h avant la fin de celui-ci";

    public static string Title(PaymentPath path) => path switch
    {
        PaymentPath.B => "Demande de paiement différé",
        PaymentPath.C => "Demande de pré-réservation immédiate",
        _ => "Demande de pré-réservation différée",
    };

    public static string ContactLabel(PaymentPath path) => path == PaymentPath.C ? "Identifiant ou E-mail de contact Chèque-Vacances Connect" : "E-mail de mon client";

    /// <summary>From the list to step 4 of a request that was sent; the deal with its number.</summary>
    public static async Task<Deal> AskAsync(this Person till, Deal deal, bool scripts = true)
    {
        await till.StartAsync();
        await till.ChooseAsync(deal, scripts);
        await till.Page.PressAsync("Continuer");
        await till.FillRequestAsync(deal);
        await till.Page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await till.Page.PressAsync("Envoyer");
        await till.ShouldWaitAsync(deal);
        return deal with { Number = till.Number() };
    }

    /// <summary>«Encaisser».</summary>
    public static async Task StartAsync(this Person till)
    {
        await till.Page.GotoAsync("/encaissement");
        await till.Page.GetByRole(AriaRole.Link, new() { Name = "Encaisser", Exact = true }).First.ClickAsync();
        await till.Page.ShouldBeAtAsync("Choix du paiement");
    }

    /// <summary>Step 1, both questions; with scripts the date stands beside the days at once.</summary>
    public static async Task ChooseAsync(this Person till, Deal deal, bool scripts = true)
    {
        var page = till.Page;
        await page.Radio(deal.IsDeferred ? "En paiement différé" : "Immédiatement").CheckAsync();
        if (deal.IsDeferred)
        {
            await page.Textbox("Limite de paiement").FillAsync($"{deal.PaymentDays}");
            if (scripts) await till.ShouldBeUntilAsync(deal);
        }

        await page.Radio(deal.IsReservation ? "Oui" : "Non").CheckAsync();
        if (!deal.IsReservation) return;
        await page.Textbox("Délai de validation").FillAsync($"{deal.CaptureDays}");
        await Expect(page.GetByText("après encaissement de mon client")).ToBeVisibleAsync();
        await Expect(page.GetByText(Notify)).ToBeVisibleAsync();
        await page.Textbox("E-mail").FillAsync(deal.NotifyEmail);
    }

    /// <summary>«Soit le …» beside the days.</summary>
    public static Task ShouldBeUntilAsync(this Person till, Deal deal) => Expect(till.Page.Locator("output")).ToHaveTextAsync($"Soit le {deal.PayUntil}");

    /// <summary>Step 2.</summary>
    public static async Task FillRequestAsync(this Person till, Deal deal)
    {
        var page = till.Page;
        await page.ShouldBeAtAsync(Title(deal.Path));
        await Expect(page.GetByText("Renseignez les informations de paiement pour générer la demande (les champs obligatoires sont indiqués par un *)")).ToBeVisibleAsync();
        await page.Textbox("Montant (20,00 € minimum)").FillAsync(Deal.Typed(deal.Requested));
        await page.Textbox("N° de panier").FillAsync(deal.Basket);
        await page.Textbox(ContactLabel(deal.Path)).FillAsync(deal.Contact);
        await Expect(page.GetByText("Mode d'encaissement")).ToHaveCountAsync(0);
    }

    /// <summary>Step 3, limits spelled out.</summary>
    public static async Task ShouldRecapAsync(this Person till, Deal deal)
    {
        var page = till.Page;
        await page.ShouldBeAtAsync("Confirmation");
        await ShouldHaveFactsAsync(page, [
            ("Montant", deal.Requested),
            (ContactLabel(deal.Path), deal.Contact),
            .. deal.IsDeferred ? [("Date limite du paiement", $"{deal.PayUntil} ({Deal.Days(deal.PaymentDays)})")] : Array.Empty<(string, string)>(),
            .. Capture(deal, deal.Path == PaymentPath.D ? "Délai limite de validation après encaissement" : "Date limite de validation après encaissement"),
            ("N° de panier", deal.Basket),
        ]);
        await Expect(page.GetByText(FromTheList)).ToHaveCountAsync(deal.IsReservation ? 1 : 0);
    }

    /// <summary>Step 4 while the customer has not answered.</summary>
    public static async Task ShouldWaitAsync(this Person till, Deal deal)
    {
        var page = till.Page;
        await page.ShouldBeAtAsync("Détail du paiement");
        await Expect(page.Locator(".amount--hero")).ToHaveTextAsync(Spaced(deal.Requested));
        await Expect(page.GetByText(MerchantSteps.Waiting)).ToHaveCountAsync(deal.Path == PaymentPath.C ? 1 : 0);
        await Expect(page.GetByText("Je peux suivre le paiement dans la liste de mes opérations")).ToHaveCountAsync(deal.Path == PaymentPath.B ? 1 : 0);
        await Expect(page.GetByText(FromTheList)).ToHaveCountAsync(deal.IsReservation ? 1 : 0);
        await ShouldHaveFactsAsync(page, [
            (ContactLabel(deal.Path), deal.Contact),
            .. deal.IsDeferred ? [("Date limite de paiement", $"{deal.PayUntil} ({Deal.Days(deal.PaymentDays)})")] : Array.Empty<(string, string)>(),
            .. Capture(deal, "Date limite de validation après encaissement"),
            ("N° de panier", deal.Basket),
        ]);
        await Expect(page.Button("Fermer")).ToBeVisibleAsync();
        await Expect(page.Button("Annuler")).ToBeVisibleAsync();
    }

    /// <summary>Step 4 once the customer has paid, without anybody touching it.</summary>
    public static async Task ShouldBePaidAsync(this Person till, Deal deal)
    {
        await till.ShouldSeePaidAsync(Spaced(deal.Paid!), deal.Rest is { } rest ? Spaced(rest) : null);
        await Expect(till.Page.GetByText(FromTheList)).ToHaveCountAsync(deal.IsReservation ? 1 : 0);
        if (deal.IsReservation) await ShouldHaveFactsAsync(till.Page, [("Date limite de validation après encaissement", $"{deal.CaptureUntil} ({Deal.Days(deal.CaptureDays)})")]);
        await Expect(till.Page.GetByRole(AriaRole.Link, new() { Name = "Annuler", Exact = true })).ToHaveCountAsync(deal.IsReservation ? 1 : 0);
    }

    public static ILocator Radio(this IPage page, string name) => page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });

    public static async Task ShouldHaveFactsAsync(this IPage page, IEnumerable<(string Label, string Value)> facts)
    {
        foreach (var (label, value) in facts)
        {
            var row = page.Locator("dl.facts > div").Filter(new() { Has = page.GetByText(label, new() { Exact = true }) });
            await Expect(row.Locator("dd")).ToHaveTextAsync(Spaced(value));
        }
    }

    /// <summary>With the no-break space of an amount.</summary>
    public static string Spaced(string text) => text.Replace(" €", "\u00A0€", StringComparison.Ordinal);

    /// <summary>C: the date if the customer pays today; D: how long after the payment.</summary>
    static IEnumerable<(string, string)> Capture(Deal deal, string label) => deal.Path switch
    {
        PaymentPath.C => [(label, $"{Deal.Day(deal.AskedOn.AddDays(deal.CaptureDays))} ({Deal.Days(deal.CaptureDays)})")],
        PaymentPath.D => [(label, Deal.Days(deal.CaptureDays))],
        _ => [],
    };
}
