using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Browser.Tests.Journeys;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Bench;

/// <summary>
/// bench lighthouse: what Lighthouse (npm) says of the customer's pages on its slow phone, with Debian's Chromium: home, request, and what a stranger loads first.
/// A signed-in page is asked with the cookies of a signed-in phone.
/// </summary>
public static class LighthouseBench
{
    private const string Version = "12.8.2";
    private const double GoalScore = 95;
    private const long GoalBytes = 100_000;
    private const double GoalInteractiveMs = 2_000;
    private static readonly string[] Categories = ["performance", "accessibility", "best-practices"];
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(string[] args)
    {
        var runs = args is ["--runs", var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= 9 ? given : args.Length == 0 ? 3 : 0;
        if (runs == 0)
        {
            Console.Error.WriteLine("bench lighthouse [--runs N]   N from 1 to 9, 3 unless told; the median counts");
            return 2;
        }

        var program = await InstalledAsync();
        await using Chromium chromium = new();
        await chromium.InitializeAsync();
        await using var counter = await Counter.OpenAsync(DatabaseKind.Sqlite);
        var (cookies, request) = await SignInAsync(chromium, counter);
        Console.WriteLine($"Lighthouse {Version}, its phone (slow 4G, a processor four times slower), median of {runs}, {Environment.ProcessorCount} cores");
        var good = true;
        foreach (var (name, path, isSignedIn) in new[] { ("sign-in", "/app/connexion", false), ("home", "/app", true), ("request", request, true) })
        {
            good &= await MeasureAsync(program, new Uri(counter.Server.Url, path), isSignedIn ? cookies : null, name, runs);
        }

        return good ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string program, Uri page, string? cookies, string name, int runs)
    {
        List<Report> reports = [];
        for (var i = 0; i < runs; i++)
        {
            reports.Add(await RunAsync(program, page, cookies));
        }

        double Median(Func<Report, double> of) => reports.Select(of).Order().ElementAt(reports.Count / 2);
        var scores = Categories.Select(c => Math.Round(Median(r => r.Score(c)) * 100)).ToList();
        var (bytes, interactive) = (Median(r => r.Number("total-byte-weight")), Median(r => r.Number("interactive")));
        var good = scores.TrueForAll(s => s >= GoalScore) && bytes < GoalBytes && interactive < GoalInteractiveMs;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-8} performance {scores[0]:0}  accessibility {scores[1]:0}  best practices {scores[2]:0}  first load {bytes / 1000:0.0} kB  largest paint {Median(r => r.Number("largest-contentful-paint")):0} ms  interactive {interactive:0} ms  shift {Median(r => r.Number("cumulative-layout-shift")):0.000}: {(good ? "met" : "missed")}"));
        foreach (var fault in reports[^1].Faults())
        {
            Console.WriteLine($"         {fault}");
        }

        return good;
    }

    private static async Task<Report> RunAsync(string program, Uri page, string? cookies)
    {
        var folder = Directory.CreateTempSubdirectory("guichet-lighthouse");
        try
        {
            var output = Path.Combine(folder.FullName, "report.json");
            List<string> args =
            [
                page.ToString(), "--quiet", "--output=json", $"--output-path={output}", $"--only-categories={string.Join(',', Categories)}",
                $"--chrome-flags=--headless=new --disable-gpu --lang=fr{(Environment.IsPrivilegedProcess ? " --no-sandbox" : "")}",
            ];
            if (cookies is not null)
            {
                var headers = Path.Combine(folder.FullName, "headers.json");
                await File.WriteAllTextAsync(headers, JsonSerializer.Serialize(new Dictionary<string, string> { ["Cookie"] = cookies }));
                args.Add($"--extra-headers={headers}");
            }

            var (exit, said) = await CaptureAsync(program, args);
            if (exit != 0)
            {
                throw new InvalidOperationException($"Lighthouse ended with {exit}:\n{said}");
            }

            return JsonSerializer.Deserialize<Report>(await File.ReadAllTextAsync(output), Names)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A customer for whom a request waits. Gives the cookies of her phone, and the request's address.</summary>
    private static async Task<(string Cookies, string Request)> SignInAsync(Chromium chromium, Counter counter)
    {
        BrowserNewContextOptions options = new() { BaseURL = counter.Server.Url.ToString(), Locale = "fr-FR" };
        await using var till = await Person.ArriveAsync(chromium.Browser, "till", options);
        await till.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword);
        await till.SendToAsync(People.Lea.Number, "40,00");
        await using var lea = await Person.ArriveAsync(chromium.Browser, "lea", options);
        await lea.Page.GotoAsync("/app/connexion");
        await lea.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Mon solde");
        var cookies = await lea.Context.CookiesAsync();
        return (string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")), $"/app/demandes/{till.Number()}");
    }

    /// <summary>Into artifacts, once; nothing of it is needed to run the product.</summary>
    private static async Task<string> InstalledAsync()
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts/lighthouse")).FullName;
        var program = Path.Combine(folder, "node_modules", ".bin", "lighthouse");
        if (File.Exists(program))
        {
            return program;
        }

        Console.WriteLine($"→ Installing Lighthouse {Version} (npm; a minute) …");
        var (exit, said) = await CaptureAsync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", $"lighthouse@{Version}"]);
        return exit == 0 && File.Exists(program) ? program : throw new InvalidOperationException($"npm could not install Lighthouse (Node 18 or later is needed):\n{said}");
    }

    private static async Task<(int Exit, string Output)> CaptureAsync(string file, IEnumerable<string> args)
    {
        ProcessStartInfo info = new(file, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment.TryAdd("CHROME_PATH", Environment.GetEnvironmentVariable("GUICHET_CHROMIUM") ?? "/usr/bin/chromium");
        using var process = Process.Start(info)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await output));
    }

    private sealed record Report(Dictionary<string, Category> Categories, Dictionary<string, Audit> Audits)
    {
        public double Score(string category) => Categories[category].Score ?? 0;
        public double Number(string audit) => Audits[audit].NumericValue ?? 0;

        /// <summary>Of what counts in a category: what is not perfect.</summary>
        public IEnumerable<string> Faults() => Categories.Values.SelectMany(c => c.AuditRefs.Where(r => r.Weight > 0)).Select(r => Audits[r.Id])
            .Where(a => a.Score < .9).Select(a => $"{a.Title} ({a.DisplayValue ?? string.Create(CultureInfo.InvariantCulture, $"{a.Score}")})").Distinct();
    }

    private sealed record Category(double? Score, List<AuditRef> AuditRefs);

    private sealed record AuditRef(string Id, double Weight);

    private sealed record Audit(string Title, double? Score, double? NumericValue, string? DisplayValue);
}
