using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Browser.Tests.Journeys;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Bench;

/// <summary>
/// bench live: from the end of the customer's approval (the answer to «Confirmer» has arrived) to the change on the merchant's screen, in a real browser
/// beside the server. The clock is the machine's own, read on both sides.
/// </summary>
public static partial class LiveBench
{
    const double GoalMs = 200;
    const int MostPayments = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is ["--count", var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= MostPayments ? given : 60;
        if (args.Length > 0 && args is not ["--count", _]) return Usage();
        await using Chromium chromium = new();
        await chromium.InitializeAsync();
        Console.WriteLine($"From the approval's answer to the merchant's screen, {count} payments, {Environment.ProcessorCount} cores");
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
        using var lea = await SignInAsync(counter);
        List<double> times = [];
        for (var i = -3; i < count; i++) // the first few warm up
        {
            var link = await AskAsync(till);
            await till.Page.EvaluateAsync(WatchForTheChange);
            var approved = await ApproveAsync(lea, link);
            await till.ShouldSeePaidAsync("0,01 €", left: "19,99 €");
            var changed = await till.Page.EvaluateAsync<double>("() => window.changedAt");
            if (i >= 0) times.Add(changed - approved);
        }

        times.Sort();
        double Percentile(double p) => times[Math.Min(times.Count - 1, (int)Math.Ceiling(p * times.Count) - 1)];
        var p95 = Percentile(.95);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-9} n {times.Count}  p50 {Percentile(.5):0} ms  p95 {p95:0} ms  max {times[^1]:0} ms  goal p95 < {GoalMs:0} ms: {(p95 < GoalMs ? "met" : "missed")}"));
        await counter.ShouldBeSoundAsync();
        return p95 < GoalMs;
    }

    /// <summary>Instants in ms since 1970 by the same clock as .NET's.</summary>
    const string WatchForTheChange = """
        () => {
          window.changedAt = 0;
          const look = () => { if (!window.changedAt && document.body.textContent.includes("Le paiement a bien été réalisé")) requestAnimationFrame(() => { window.changedAt ||= performance.timeOrigin + performance.now(); }); };
          new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        }
        """;

    /// <summary>A new request by QR code; its page is open, and listens.</summary>
    static async Task<string> AskAsync(Person till)
    {
        var page = till.Page;
        await page.GotoAsync("/encaissement/nouveau");
        await page.PressAsync("Continuer");
        await page.Textbox("Montant (20,00 € minimum)").FillAsync("20,00");
        var listens = page.WaitForResponseAsync(new Regex("/flux$"));
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync("QR Code de paiement");
        await listens;
        return await page.Locator("input[data-select]").InputValueAsync();
    }

    static async Task<HttpClient> SignInAsync(Counter counter)
    {
        HttpClient lea = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = counter.Server.Url };
        var page = await lea.GetStringAsync("/app/connexion");
        using var answer = await PostAsync(lea, "/app/connexion", page, ("number", People.Lea.Email), ("password", People.Lea.Password));
        return answer.StatusCode == HttpStatusCode.Redirect ? lea : throw new InvalidOperationException($"The customer could not sign in: {answer.StatusCode}");
    }

    /// <returns>When the answer had arrived.</returns>
    static async Task<double> ApproveAsync(HttpClient lea, string link)
    {
        var path = $"{new Uri(link).AbsolutePath}/confirmation";
        var page = await lea.GetStringAsync($"{path}?centimes=1");
        using var answer = await PostAsync(lea, path, page, ("ticket", Hidden(page, "ticket")), ("code", People.Lea.Code));
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.Redirect ? now : throw new InvalidOperationException($"The payment was not approved: {answer.StatusCode}");
    }

    static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string page, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new(fields.Append(("_token", Hidden(page, "_token"))).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(address, form);
    }

    static string Hidden(string page, string name) =>
        Input().Matches(page).Select(m => m.Value).FirstOrDefault(i => i.Contains($"name=\"{name}\"", StringComparison.Ordinal)) is { } input
            ? WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value) : throw new InvalidOperationException($"No {name} in the page");

    static int Usage()
    {
        Console.WriteLine($"bench live [--count N]   N from 1 to {MostPayments}, 60 by default");
        return 2;
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
