using System.Diagnostics;
using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// At each place where the merchant waits, the line fails in each way that lines fail, and the customer pays meanwhile. While it is cut the page says that it
/// does not know; once it is back the page is right within three seconds (8-look.md, «The till never lies»).
/// </summary>
public abstract partial class TillNeverLies(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    protected const float RightAgainMs = 3_000;

    /// <summary>Trusted for 3 s, looked at twice a second, and a slow machine's share.</summary>
    const float UnsureMs = 6_000;

    /// <summary>Where the merchant waits.</summary>
    public enum Place
    {
        Code,
        Step4,
        List,
    }

    protected async Task<(Person Till, Person Customer, string Number)> WaitAsync(Counter counter, Place place, Action<BrowserNewContextOptions>? change = null)
    {
        var (till, lea) = (await TillAsync(counter, change), await CustomerAsync(counter, People.Lea));
        if (place == Place.Code)
        {
            await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        }
        else
        {
            await till.SendToAsync(People.Lea.Number, "20,00");
            await lea.Page.GotoAsync($"/app/demandes/{till.Number()}");
            await lea.Page.ShouldBeAtAsync("Demande de paiement");
        }

        var number = till.Number();
        if (place == Place.List)
        {
            await till.Page.GotoAsync("/encaissement");
            await Expect(till.Page.Locator($"[data-payment='{number}']")).ToContainTextAsync("En attente de paiement client");
        }

        return (till, lea, number);
    }

    protected static Task PayAsync(Person customer) => customer.ApproveAsync(People.Lea.Code, "1,00");

    static ILocator Confidence(Person till) => till.Page.Locator("[data-confidence]");

    protected static async Task ShouldBeUnsureAsync(Person till)
    {
        await Expect(Confidence(till)).ToHaveAttributeAsync("data-confidence", "unknown", new() { Timeout = UnsureMs });
        await Expect(Confidence(till)).ToHaveTextAsync(TryingAgain());
    }

    /// <summary>Waiting with the age of the last news, or nothing more will come; shown in words.</summary>
    protected static async Task ShouldBeSureAsync(Person till, float within = Person.PatienceMs)
    {
        await Expect(Confidence(till)).ToHaveAttributeAsync("data-confidence", Sure(), new() { Timeout = within });
        await Expect(Confidence(till)).Not.ToHaveTextAsync(TryingAgain());
    }

    protected static async Task ShouldBeRightAsync(Person till, Place place, string number, Stopwatch since)
    {
        var shown = place == Place.List ? till.Page.Locator($"[data-payment='{number}']").GetByText("+1,00 €") : till.Page.GetByText(MerchantSteps.Paid("1,00 €")).First;
        await Expect(shown).ToBeVisibleAsync(new() { Timeout = Math.Max(1, RightAgainMs - since.ElapsedMilliseconds) });
        await ShouldBeSureAsync(till);
    }

    [GeneratedRegex("^(waiting|confirmed)$")]
    private static partial Regex Sure();

    [GeneratedRegex("ouvelle tentative…")]
    private static partial Regex TryingAgain();
}
