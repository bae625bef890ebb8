using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Guichet.App.Console;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Portal;

namespace Guichet.Web.Tests.Console;

/// <summary>What an operator does in the rooms, over HTTP.</summary>
internal static class RoomSteps
{
    public const string Agreement = "708900", Point = "10000651", Lea = "10000000011";

    /// <summary>Sends a form of the page that has this button, or that this address is the action of.</summary>
    public static Task<Browser> PressAsync(this Browser browser, string button, params (string Name, string Value)[] fields)
    {
        var pressed = browser.Page.QuerySelectorAll<IHtmlButtonElement>("main button").Single(x => x.TextContent.Trim() == button);
        var form = pressed.Form!;
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(x => (Name: x.Name!, x.Value));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : browser.Answer.RequestMessage!.RequestUri!.PathAndQuery;
        return browser.PostAsync(action, [.. hidden, .. fields, .. pressed.Name is { Length: > 0 } name ? ((string, string)[])[(name, pressed.Value)] : []]);
    }

    public static Task<Browser> UploadOrderAsync(this Browser browser, string file, string reference = "Comité d'entreprise") =>
        browser.UploadAsync("/console/credits", Encoding.UTF8.GetBytes(file), "commande.csv", ("reference", reference));

    public static string Text(this Browser browser, string selector) => string.Join(' ', browser.Page.QuerySelectorAll(selector).Select(x => x.TextContent.Trim()));

    /// <summary>Something in every room, and the addresses where it stands.</summary>
    public static async Task<string[]> FilledAsync(PortalSite site, Browser browser)
    {
        var claire = new OperatorIdentity(await site.Get<FindAccounts>().SearchAsync(ConsoleSteps.Name));
        await site.Get<SuspendMerchants>().SuspendAsync(claire.Actor, Agreement, Point, "Pièces non reçues", site.Now);
        await browser.GetAsync("/console/credits");
        await browser.UploadOrderAsync($"identifiant;montant\n{Lea};10\nx;10\n");
        var order = browser.Location!;
        for (var i = 0; i < 3; i++)
        {
            using var stranger = new Browser(site.Address);
            await stranger.SignInAsync("708901", "wrong");
        }

        var blocked = (await site.Get<FindAccounts>().BlockedAsync())[0].Id;
        return
        [
            "/console/conventions", "/console/conventions?q=zzz", "/console/conventions?q=vacances", $"/console/conventions/{Agreement}", $"/console/conventions/{Agreement}?fait=suspendu",
            $"/console/conventions/{Agreement}/suspendre", $"/console/conventions/{Agreement}/reprendre", $"/console/conventions/{Agreement}/reprendre?point={Point}",
            "/console/clients", "/console/clients?q=zzz", "/console/clients?q=martin", "/console/clients/nouveau", $"/console/clients/{Lea}", "/console/clients/10000000045", $"/console/clients/{Lea}/credit",
            "/console/credits", order, "/console/comptes", "/console/comptes?q=zzz", $"/console/comptes/{blocked}",
        ];
    }

    private sealed record OperatorIdentity(long? Id)
    {
        public Guichet.App.Access.OperatorActor Actor => new(Id!.Value, "Claire Vidal", null);
    }
}
