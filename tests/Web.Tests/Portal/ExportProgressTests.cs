using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Operations;

namespace Guichet.Web.Tests.Portal;

/// <summary>What the page that asked for a long file is told while it comes.</summary>
public sealed class ExportProgressTests
{
    private const string Id = "0123456789abcdef0123456789abcdef", Other = "fedcba9876543210fedcba9876543210";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, EachDatabase]
    public async Task Rows_are_counted_while_the_file_comes_for_whoever_asked_for_it_and_nobody_else(DatabaseKind kind)
    {
        await using var site = await ExportSite.StartAsync(kind);
        using var client = await site.PointAccountAsync();
        using var patience = new CancellationTokenSource(Patience);
        (await AskAsync(client, Id)).ShouldBeNull("nothing is known yet");
        using (var answer = await OpenAsync(client, Id, patience.Token))
        {
            var going = await UntilAsync(client, Id, progress => progress.Rows > 0, patience.Token);
            going.State.ShouldBe(nameof(ExportState.Running), "nobody has taken more than its first bytes");
            going.Of!.Value.ShouldBeGreaterThan(60_000);
            going.Rows.ShouldBeLessThan(going.Of.Value);
            foreach (var (number, password) in new[] { ("708900", "littoral-signataire-2026"), ("708901", "cimes-signataire-2026") })
            {
                using var stranger = await site.AccountAsync(number, password);
                (await AskAsync(stranger, Id)).ShouldBeNull();
                (await stranger.DeleteAsync(Address(Id), patience.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            }

            var lines = (await answer.Content.ReadAsStringAsync(patience.Token)).Count(c => c == '\n');
            var done = await UntilAsync(client, Id, progress => progress.State != nameof(ExportState.Running), patience.Token);
            done.ShouldBe(new Progress(nameof(ExportState.Done), lines - 1, lines - 1));
        }

        using var again = await OpenAsync(client, Id, patience.Token);
        (await AskAsync(client, Id))!.State.ShouldBe(nameof(ExportState.Done), "an id is used once");
    }

    [Theory, EachDatabase]
    public async Task Whoever_cancels_sees_the_download_break_off_and_leaves_his_place(DatabaseKind kind)
    {
        await using var site = await ExportSite.StartAsync(kind);
        using var client = await site.PointAccountAsync();
        using var patience = new CancellationTokenSource(Patience);
        for (var round = 0; round <= ExportPlaces.PerAgreement; round++)
        {
            var id = $"{Id[1..]}{round}";
            using var answer = await OpenAsync(client, id, patience.Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using var file = await answer.Content.ReadAsStreamAsync(patience.Token);
            await file.ReadExactlyAsync(new byte[1000], patience.Token);
            (await client.DeleteAsync(Address(id), patience.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
            await Should.ThrowAsync<IOException>(async () => await file.CopyToAsync(Stream.Null, patience.Token));
            (await UntilAsync(client, id, progress => progress.State != nameof(ExportState.Running), patience.Token)).State.ShouldBe(nameof(ExportState.Canceled));
        }
    }

    [Fact]
    public async Task A_page_is_told_why_no_whole_file_comes()
    {
        await using var site = await ExportSite.StartAsync(DatabaseKind.Sqlite);
        using var client = await site.PointAccountAsync();
        using var patience = new CancellationTokenSource(Patience);
        using var first = await OpenAsync(client, Id, patience.Token);
        using var second = await OpenAsync(client, Other, patience.Token);
        using var third = await OpenAsync(client, Id[..^1] + "0", patience.Token);
        third.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = new HtmlParser().ParseDocument(await third.Content.ReadAsStringAsync(patience.Token));
        page.QuerySelectorAll("main .actions a").Select(a => a.GetAttribute("href")).ShouldBe(["/encaissement", "/encaissement/export.csv"], "who tries again is not the same export");
        (await AskAsync(client, Id[..^1] + "0"))!.State.ShouldBe(nameof(ExportState.Refused));
        site.EndTheWait();
        (await UntilAsync(client, Id, progress => progress.State != nameof(ExportState.Running), patience.Token)).State.ShouldBe(nameof(ExportState.Failed));
    }

    [Fact]
    public void Ids_are_proper_used_once_and_forgotten_in_the_end()
    {
        var watch = new ExportWatch();
        watch.Begin(1, null).ShouldBeNull();
        watch.Begin(1, Id[1..]).ShouldBeNull();
        watch.Begin(1, Id.ToUpperInvariant()).ShouldBeNull();
        var export = watch.Begin(1, Id).ShouldNotBeNull();
        watch.Begin(1, Id).ShouldBeNull();
        watch.Begin(2, Id).ShouldNotBeNull().ShouldNotBe(export);
        watch.Find(1, Id).ShouldBe(export);
        for (var i = 0; i < ExportWatch.Kept - 1; i++)
        {
            watch.Begin(3, $"{i:x32}").ShouldNotBeNull();
        }

        watch.Find(1, Id).ShouldBeNull();
        watch.Find(2, Id).ShouldNotBeNull();
    }

    private sealed record Progress(string State, long Rows, long? Of);

    private static string Address(string id) => $"{ExportEndpoints.Path}/{id}";

    private static Task<HttpResponseMessage> OpenAsync(HttpClient client, string id, CancellationToken patience) =>
        client.GetAsync($"/encaissement/export.csv?{ExportWatch.QueryName}={id}", HttpCompletionOption.ResponseHeadersRead, patience);

    private static async Task<Progress?> AskAsync(HttpClient client, string id)
    {
        using var answer = await client.GetAsync(Address(id));
        return answer.StatusCode == HttpStatusCode.NoContent ? null : await answer.Content.ReadFromJsonAsync<Progress>();
    }

    private static async Task<Progress> UntilAsync(HttpClient client, string id, Predicate<Progress> isSo, CancellationToken patience)
    {
        for (; ; patience.ThrowIfCancellationRequested())
        {
            if (await AskAsync(client, id) is { } progress && isSo(progress))
            {
                return progress;
            }
        }
    }
}
