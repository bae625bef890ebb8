using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«Vos opérations»: what a row says, and the two dialogs.</summary>
public static class ListSteps
{
    public const string Waiting = "En attente de paiement client", ToValidate = "A valider", Validated = "Validé", Expired = "Expiré", Canceled = "Annulé";

    public static ILocator RowOf(this Person till, Deal deal) => till.Page.Locator($"[data-payment='{deal.Number}']");

    /// <summary>The row of the payment in the list: type, status, what stands beside it, amounts, and what can be done.</summary>
    /// <param name="received">«40,00 €», null for «-».</param>
    public static async Task ShouldBeListedAsync(this Person till, Deal deal, string status, string? received, string? qualifier = null)
    {
        if (new Uri(till.Page.Url).AbsolutePath != "/encaissement") await till.Page.GotoAsync("/encaissement");
        var row = till.RowOf(deal);
        await Expect(row.Locator(".ops__status .chip")).ToHaveTextAsync(status);
        // Beside it may also stand how soon it ends.
        await Expect(row.Locator(".ops__status .qualifier").Filter(new() { HasNotText = "expire" })).ToHaveTextAsync(qualifier is null ? [] : [qualifier]);
        await Expect(row.Locator(".ops__basket")).ToHaveTextAsync(deal.Basket);
        await Expect(row.Locator(".ops__type")).ToHaveTextAsync(deal.Kind);
        await Expect(row.Locator(".ops__requested")).ToHaveTextAsync($"+{WizardSteps.Spaced(deal.Requested)}");
        await Expect(row.Locator(".ops__received")).ToHaveTextAsync(received is null ? "-" : $"+{WizardSteps.Spaced(received)}");
        string[] actions = status switch { ToValidate => ["Valider", "Annuler", "Détail"], Waiting => ["Annuler", "Détail"], _ => ["Détail"] };
        await Expect(row.Locator(".ops__actions").GetByRole(AriaRole.Link)).ToHaveCountAsync(actions.Length);
        foreach (var action in actions) await Expect(row.Action(deal, action)).ToHaveCountAsync(1);
    }

    /// <summary>«VALIDER LA PRÉ-RÉSERVATION», open from the row of the payment.</summary>
    public static async Task<ILocator> ToCaptureAsync(this Person till, Deal deal)
    {
        await till.RowOf(deal).Action(deal, "Valider").ClickAsync();
        var dialog = till.Page.GetByRole(AriaRole.Dialog, new() { Name = "VALIDER LA PRÉ-RÉSERVATION" });
        await Expect(Amount(dialog)).ToHaveValueAsync(Deal.Typed(deal.Paid!));
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Valider", Exact = true })).ToBeVisibleAsync();
        await Expect(Fact(dialog, "Date du paiement")).ToHaveTextAsync(Deal.Day(deal.PaidOn!.Value));
        await Expect(Fact(dialog, "Date limite de validation après encaissement")).ToHaveTextAsync(deal.CaptureUntil!);
        return dialog;
    }

    public static ILocator Amount(this ILocator dialog) => dialog.GetByRole(AriaRole.Textbox, new() { Name = "Montant", Exact = true });

    public static Task ClickButtonAsync(this ILocator dialog, string name) => dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>«ANNULER L'OPÉRATION», open already: its words for a payment that was made, or one that is waited for.</summary>
    public static async Task<ILocator> CancelDialogAsync(this Person till, Deal deal)
    {
        var dialog = till.Page.GetByRole(AriaRole.Dialog, new() { Name = "ANNULER L'OPÉRATION" });
        await Expect(dialog.GetByText("Voulez-vous annuler l'opération suivante ?")).ToBeVisibleAsync();
        await Expect(Fact(dialog, deal.Paid is null ? "Montant demandé" : "Montant encaissé")).ToHaveTextAsync(WizardSteps.Spaced(deal.Paid ?? deal.Requested));
        await Expect(dialog.GetByText($"Êtes-vous sûr de vouloir annuler cette demande de {(deal.Paid is null ? "paiement" : "pré-réservation")} ?")).ToBeVisibleAsync();
        return dialog;
    }

    /// <summary>«NON» leaves everything as it was, «OUI» of the dialog that is opened again ends it.</summary>
    public static async Task CancelAsync(this Person till, Deal deal, ILocator opener)
    {
        await opener.ClickAsync();
        await AnswerAsync(await till.CancelDialogAsync(deal), "NON");
        await Expect(till.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await opener.ClickAsync();
        await AnswerAsync(await till.CancelDialogAsync(deal), "OUI");
        await Expect(till.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    public static ILocator Action(this ILocator row, Deal deal, string name) => row.GetByRole(AriaRole.Link, new() { Name = $"{name} {deal.Basket}", Exact = true });

    static Task AnswerAsync(ILocator dialog, string answer) =>
        dialog.GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).Or(dialog.GetByRole(AriaRole.Link, new() { Name = answer, Exact = true })).ClickAsync();

    static ILocator Fact(ILocator dialog, string label) => dialog.Locator("dl.facts > div").Filter(new() { Has = dialog.Page.GetByText(label, new() { Exact = true }) }).Locator("dd");
}
