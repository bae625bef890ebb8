using System.Globalization;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Browser.Tests.Journeys;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Bench;

/// <summary>bench app: from the tap on «Confirmer» to the painted green tick, in a real browser beside the server; both instants by the page's own clock.</summary>
public static class AppBench
{
    const double GoalMs = 300;
    const int MostPayments = 500, WarmUps = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is ["--count", var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= MostPayments ? given : 100;
        if (args.Length > 0 && args is not ["--count", _]) return Usage();
        await using Chromium chromium = new();
        await chromium.InitializeAsync();
        Console.WriteLine($"From the tap on «Confirmer» to the painted tick, {count} payments, {Environment.ProcessorCount} cores");
        var good = true;
        foreach (var kind in Enum.GetValues<DatabaseKind>()) good &= await RunAsync(chromium, kind, count);
        return good ? 0 : 1;
    }

    static async Task<bool> RunAsync(Chromium chromium, DatabaseKind kind, int count)
    {
        await using var counter = await Counter.OpenAsync(kind);
        BrowserNewContextOptions options = new() { BaseURL = counter.Server.Url.ToString(), Locale = "fr-FR" };
        await using var till = await Person.ArriveAsync(chromium.Browser, "till", options);
        await till.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword);
        await using var lea = await Person.ArriveAsync(chromium.Browser, "lea", new(options) { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await lea.Page.GotoAsync("/app/connexion");
        await lea.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Mon solde");
        List<double> times = [];
        for (var i = -WarmUps; i < count; i++)
        {
            var ms = await PayAsync(till, lea);
            if (i >= 0) times.Add(ms);
        }

        times.Sort();
        double Percentile(double p) => times[Math.Min(times.Count - 1, (int)Math.Ceiling(p * times.Count) - 1)];
        var p95 = Percentile(.95);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind,-9} n {times.Count}  p50 {Percentile(.5):0} ms  p95 {p95:0} ms  p99 {Percentile(.99):0} ms  max {times[^1]:0} ms  goal p95 < {GoalMs:0} ms: {(p95 < GoalMs ? "met" : "missed")}"));
        await counter.ShouldBeSoundAsync();
        return p95 < GoalMs;
    }

    /// <summary>One cent of a new request; gives the milliseconds.</summary>
    static async Task<double> PayAsync(Person till, Person lea)
    {
        await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        await lea.ToConfirmationAsync("0,01");
        await lea.Page.GetByLabel("Code secret").FillAsync(People.Lea.Code);
        await lea.Page.EvaluateAsync(Watch);
        await lea.Page.Button("Confirmer").TapAsync();
        await lea.Page.WaitForFunctionAsync("() => window.tickAt > 0");
        var ms = await lea.Page.EvaluateAsync<double>("() => window.tickAt - window.tappedAt");
        await lea.Page.ShouldBeAtAsync("Paiement effectué");
        return ms;
    }

    /// <summary>A task that was posted in the frame that holds the tick runs once that frame is painted.</summary>
    const string Watch = """
        () => {
          window.tappedAt = window.tickAt = 0;
          addEventListener("pointerdown", (event) => { window.tappedAt ||= event.timeStamp; }, { capture: true });
          const look = () => {
            if (!document.querySelector(".success__tick")) return;
            watcher.disconnect();
            requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { window.tickAt = performance.now(); }; port2.postMessage(0); });
          };
          const watcher = new MutationObserver(look);
          watcher.observe(document.body, { childList: true, subtree: true });
        }
        """;

    static int Usage()
    {
        Console.WriteLine($"bench app [--count N]   N from 1 to {MostPayments}, 100 by default");
        return 2;
    }
}
