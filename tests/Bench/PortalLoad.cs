using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Guichet.Bench;

/// <summary>
/// Merchants at work: each opens the list, an operation of it and asks for a new payment, with a moment between two pages. Every page's time is kept with
/// the instant at which it was asked for.
/// </summary>
internal sealed partial class PortalLoad : IAsyncDisposable
{
    private const int Merchants = 8;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(60);

    private readonly List<FormClient> _clients;
    private readonly ConcurrentQueue<(string What, DateTimeOffset At, double Milliseconds)> _pages = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private PortalLoad(List<FormClient> clients)
    {
        _clients = clients;
        _work = Task.WhenAll(clients.Select(client => Task.Run(() => WorkAsync(client))));
    }

    /// <summary>Signs everybody in, spread over the servers, and starts.</summary>
    public static async Task<PortalLoad> StartAsync(IReadOnlyList<Uri> servers)
    {
        List<FormClient> clients = [.. Enumerable.Range(0, Merchants).Select(i => new FormClient(servers[i % servers.Count]))];
        foreach (var client in clients)
        {
            await client.SubmitAsync("/connexion", ("number", "10000651"), ("password", "pins-accueil-2026"));
        }

        return new PortalLoad(clients);
    }

    /// <summary>«list p50 3 p99 20 (n 812) · …» of what was asked for between two instants, and the p99 of all pages.</summary>
    public (string Text, double P99) Between(DateTimeOffset from, DateTimeOffset to)
    {
        var pages = _pages.Where(page => page.At >= from && page.At < to).ToList();
        if (pages.Count == 0)
        {
            return ("no page", double.PositiveInfinity);
        }

        var groups = pages.GroupBy(page => page.What).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Figures(group.Key, [.. group.Select(page => page.Milliseconds)]));
        double[] all = [.. pages.Select(page => page.Milliseconds)];
        return ($"{Figures("all", all)} · {string.Join(" · ", groups)}", Percentile(all, .99));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _clients.ForEach(client => client.Dispose());
        _stop.Dispose();
    }

    private static string Figures(string what, double[] times) => string.Create(CultureInfo.InvariantCulture,
        $"{what} p50 {Percentile(times, .5):0} p99 {Percentile(times, .99):0} max {times.Max():0} ms (n {times.Length})");

    private static double Percentile(double[] times, double share) => times.Order().ElementAt(Math.Min(times.Length - 1, (int)(times.Length * share)));

    private async Task WorkAsync(FormClient client)
    {
        while (!_stop.IsCancellationRequested)
        {
            var list = await TimeAsync("list", () => client.OpenAsync("/encaissement"));
            var links = Operation().Matches(list.Html);
            if (links.Count == 0)
            {
                throw new InvalidOperationException($"No operation on {list.Address}");
            }

            await TimeAsync("detail", () => client.OpenAsync(links[Random.Shared.Next(links.Count)].Value));
            var start = await TimeAsync("wizard", () => client.OpenAsync("/encaissement/nouveau"));
            var form = await TimeAsync("wizard", () => client.SubmitAsync(start, "/choix"));
            var code = await TimeAsync("new payment", () => client.SubmitAsync(form, "/demande", ("amount", "20,00")));
            if (!code.Address.EndsWith("/qr", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The payment was not made: {code.Address}");
            }
        }
    }

    private async Task<FormPage> TimeAsync(string what, Func<Task<FormPage>> ask)
    {
        var (at, started) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        var page = await ask();
        _pages.Enqueue((what, at, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        await Task.Delay(Moment, TimeProvider.System);
        return page;
    }

    [GeneratedRegex("/encaissement/operations/[a-z0-9]{10}(?=[\"?])")]
    private static partial Regex Operation();
}
