using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// The network goes away at each step of paying, and comes back. Never two payments; never a screen that says paid when it is not, nor the opposite. One cent each
/// time: the balance counts the payments.
/// </summary>
public class AppCutTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    const string Unsure = "Nous vérifions votre paiement…", Done = "Paiement effectué", NotDone = "Votre paiement n'a pas été enregistré", Amount = "0,01";
    const string Submits = "**/confirmation?centimes=*", Questions = "**/confirmation?handler=Truth", Receipts = "**/app/paiements/*";

    [Theory, EachDatabase]
    public async Task The_network_goes_away_at_each_step(DatabaseKind kind) => await WalkAsync(kind, 3);

    [Theory, EachDatabase, Long]
    public async Task The_network_goes_away_at_each_step_twenty_times(DatabaseKind kind) => await WalkAsync(kind, 20);

    /// <summary>Nothing passes and nobody is told, as in a lift: after the server has committed, before its answer arrives.</summary>
    [Theory, EachDatabase]
    public async Task The_answer_stays_in_the_line(DatabaseKind kind) => await LiftAsync(kind, 2);

    [Theory, EachDatabase, Long]
    public async Task The_answer_stays_in_the_line_twenty_times(DatabaseKind kind) => await LiftAsync(kind, 20);

    async Task WalkAsync(DatabaseKind kind, int rounds)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var balance = await lea.BalanceAsync();
        lea.MayLoseTheLine = true;
        for (var round = 0; round < rounds; round++)
        {
            await WhileOpeningAsync(lea, await till.ShowCodeAsync("20,00"));
            await WhileChoosingAsync(lea, await till.ShowCodeAsync("20,00"));
            await WhileConfirmingAsync(lea, await till.ShowCodeAsync("20,00"), reload: round % 2 == 1);
            await BeforeItLeavesAsync(lea, await till.ShowCodeAsync("20,00"));
            await AfterTheCommitAsync(lea, await till.ShowCodeAsync("20,00"), questionsLost: round % 3);
            await AndThePageIsLoadedAgainAsync(lea, await till.ShowCodeAsync("20,00"));
            await WithTheTickAsync(lea, await till.ShowCodeAsync("20,00"));
            (await lea.BalanceAsync()).ShouldBe(balance -= 7, $"round {round + 1}");
        }
    }

    /// <summary>The request does not open; later it does.</summary>
    static async Task WhileOpeningAsync(Person lea, string link)
    {
        await lea.Context.SetOfflineAsync(true);
        await TryAsync(() => lea.Page.GotoAsync(link));
        await lea.Context.SetOfflineAsync(false);
        await TryAsync(() => lea.Page.GotoAsync(link)); // unless the page has done so by itself in the same moment
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await lea.ApproveAsync(People.Lea.Code, Amount);
    }

    /// <summary>«Approuver» goes nowhere, and nothing has happened.</summary>
    static async Task WhileChoosingAsync(Person lea, string link)
    {
        await lea.OpenAsync(link);
        await lea.Page.Textbox("Montant à payer").FillAsync(Amount);
        await lea.Context.SetOfflineAsync(true);
        TaskCompletionSource failed = new();
        lea.Page.RequestFailed += (_, request) =>
        {
            if (request.Method == "POST") failed.TrySetResult();
        };
        await TryAsync(() => lea.Page.Button("Approuver").ClickAsync());
        await failed.Task.WaitAsync(TimeSpan.FromMilliseconds(Person.PatienceMs), TimeProvider.System);
        await lea.Context.SetOfflineAsync(false);
        await lea.OpenAsync(link);
        await lea.ApproveAsync(People.Lea.Code, Amount);
    }

    /// <summary>Airplane mode when «Confirmer» is tapped: the screen knows nothing, and says so; then it knows that nothing was debited.</summary>
    static async Task WhileConfirmingAsync(Person lea, string link, bool reload)
    {
        await ToCodeAsync(lea, link);
        await lea.Context.SetOfflineAsync(true);
        await lea.Page.PressAsync("Confirmer");
        await ShouldBeUnsureAsync(lea);
        if (reload) await TryAsync(() => lea.Page.ReloadAsync());
        else await ShouldBeUnsureAsync(lea); // and stays so
        await lea.Context.SetOfflineAsync(false);
        if (reload) await TryAsync(() => lea.Page.ReloadAsync());
        await ShouldKnowThatNothingWasPaidAsync(lea);
        await lea.ApproveWithCodeAsync(People.Lea.Code);
    }

    /// <summary>The confirmation is lost on its way, the rest of the line works.</summary>
    static async Task BeforeItLeavesAsync(Person lea, string link)
    {
        await ToCodeAsync(lea, link);
        await lea.Page.RouteAsync(Submits, route => route.AbortAsync("connectionreset"), new() { Times = 1 });
        await lea.Page.PressAsync("Confirmer");
        await ShouldKnowThatNothingWasPaidAsync(lea);
        await lea.ApproveWithCodeAsync(People.Lea.Code);
    }

    /// <summary>The server has paid, and its answer is lost; so are the answers to the first questions.</summary>
    static async Task AfterTheCommitAsync(Person lea, string link, int questionsLost)
    {
        await ToCodeAsync(lea, link);
        await LoseTheAnswerAsync(lea);
        if (questionsLost > 0) await lea.Page.RouteAsync(Questions, route => route.AbortAsync("timedout"), new() { Times = questionsLost });
        await lea.Page.PressAsync("Confirmer");
        await lea.Page.ShouldBeAtAsync(Done);
    }

    /// <summary>The same, and an impatient customer loads the page again before it knows.</summary>
    static async Task AndThePageIsLoadedAgainAsync(Person lea, string link)
    {
        await ToCodeAsync(lea, link);
        await LoseTheAnswerAsync(lea);
        await lea.Page.RouteAsync(Questions, route => route.AbortAsync("timedout"));
        await lea.Page.PressAsync("Confirmer");
        await ShouldBeUnsureAsync(lea);
        await lea.Page.ReloadAsync();
        await lea.Page.ShouldBeAtAsync(Done);
        await lea.Page.UnrouteAsync(Questions);
    }

    /// <summary>The tick is there, the receipt cannot be had: the tick stays until it can.</summary>
    static async Task WithTheTickAsync(Person lea, string link)
    {
        await ToCodeAsync(lea, link);
        TaskCompletionSource asked = new();
        await lea.Page.RouteAsync(Receipts, route =>
        {
            asked.TrySetResult();
            return route.AbortAsync("internetdisconnected");
        });
        await lea.Page.PressAsync("Confirmer");
        await Expect(lea.Page.Locator(".success__text")).ToHaveTextAsync(Done);
        await asked.Task.WaitAsync(TimeSpan.FromMilliseconds(Person.PatienceMs), TimeProvider.System);
        await Expect(lea.Page.Locator(".success__text")).ToHaveTextAsync(Done);
        await lea.Page.UnrouteAsync(Receipts);
        await lea.Page.ShouldBeAtAsync(Done);
    }

    async Task LiftAsync(DatabaseKind kind, int rounds)
    {
        var counter = await SharedAsync(kind);
        await using Line line = new(counter.Server.Url);
        var till = await TillAsync(counter);
        var lea = await CustomerAsync(counter, People.Lea, o => o.BaseURL = line.Url.ToString());
        var balance = await lea.BalanceAsync();
        lea.MayLoseTheLine = true;
        for (var round = 0; round < rounds; round++)
        {
            await ToCodeAsync(lea, new Uri(await till.ShowCodeAsync("20,00")).AbsolutePath);
            line.CutAnswers();
            await lea.Page.PressAsync("Confirmer");
            await till.ShouldSeePaidAsync("0,01 €", left: "19,99 €"); // the server has committed
            await Expect(lea.Page.GetByText("Paiement en cours…").Or(lea.Page.GetByText(Unsure))).ToBeVisibleAsync();
            await Expect(lea.Page.GetByText(Done)).ToBeHiddenAsync();
            line.Mend();
            await lea.Page.ShouldBeAtAsync(Done);
            (await lea.BalanceAsync()).ShouldBe(balance -= 1, $"round {round + 1}");
        }
    }

    static async Task ToCodeAsync(Person lea, string link)
    {
        await lea.OpenAsync(link);
        await lea.ToConfirmationAsync(Amount);
        await lea.Page.LoadedAsync(); // before its script is there the form is sent without it, past what is cut here
        await lea.Page.GetByLabel("Code secret").FillAsync(People.Lea.Code);
    }

    /// <summary>The next confirmation reaches the server, which answers; nobody hears it.</summary>
    static Task LoseTheAnswerAsync(Person lea) => lea.Page.RouteAsync(Submits, async route =>
    {
        (await route.FetchAsync()).Status.ShouldBe(200);
        await route.AbortAsync("connectionreset");
    }, new() { Times = 1 });

    static async Task ShouldBeUnsureAsync(Person lea)
    {
        await Expect(lea.Page.GetByText(Unsure)).ToBeVisibleAsync();
        (await lea.Page.GetByText(Done).CountAsync()).ShouldBe(0, "nobody said so");
        (await lea.Page.GetByText(NotDone).CountAsync()).ShouldBe(0, "nobody said so");
    }

    static async Task ShouldKnowThatNothingWasPaidAsync(Person lea)
    {
        await Expect(lea.Page.GetByText(NotDone)).ToBeVisibleAsync();
        await Expect(lea.Page.Button("Confirmer")).ToBeVisibleAsync();
    }

    /// <summary>What a browser without a network answers to a person is its own business.</summary>
    static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (PlaywrightException) { } // net::ERR_INTERNET_DISCONNECTED, or the page for it
    }
}
