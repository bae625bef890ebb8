using System.Net;
using AngleSharp.Html.Parser;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Operations;

namespace Guichet.Web.Tests.Portal;

/// <summary>Large files, and what happens when they do not come to their end.</summary>
public sealed class ExportBreakTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, EachDatabase]
    public async Task A_file_that_cannot_be_finished_breaks_the_connection(DatabaseKind kind)
    {
        await using var site = await ExportSite.StartAsync(kind);
        using var client = await site.PointAccountAsync();
        using var patience = new CancellationTokenSource(Patience);
        using (var whole = await OpenAsync(client, "/encaissement/export.csv", patience.Token))
        {
            var text = await whole.Content.ReadAsStringAsync(patience.Token);
            text.ShouldEndWith("\r\n");
            text.Count(c => c == '\n').ShouldBeGreaterThan(60_000);
        }

        using var answer = await OpenAsync(client, "/encaissement/export.csv", patience.Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var file = await answer.Content.ReadAsStreamAsync(patience.Token);
        await file.ReadExactlyAsync(new byte[1000], patience.Token);
        site.EndTheWait();
        // A file without its end must not look whole to the browser that takes it.
        await Should.ThrowAsync<IOException>(async () => await file.CopyToAsync(Stream.Null, patience.Token));
    }

    [Theory, EachDatabase]
    public async Task Too_many_at_once_are_asked_to_come_back_and_who_hangs_up_leaves_his_place(DatabaseKind kind)
    {
        await using var site = await ExportSite.StartAsync(kind);
        using var client = await site.PointAccountAsync();
        using var patience = new CancellationTokenSource(Patience);
        List<HttpResponseMessage> open = [];
        for (var i = 0; i < ExportPlaces.PerAgreement; i++)
        {
            open.Add(await OpenAsync(client, "/encaissement/export.csv", patience.Token));
        }

        open.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        using (var refused = await OpenAsync(client, "/encaissement/export.xlsx?q=mobil&tri=montant", patience.Token))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(ExportModel.TryAgainAfter);
            refused.Content.Headers.ContentDisposition.ShouldBeNull();
            var page = new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(patience.Token));
            page.QuerySelector("h1")!.TextContent.ShouldBe("Trop d'exports en même temps");
            page.QuerySelectorAll("main .actions a").Select(a => a.GetAttribute("href")).ShouldBe(["/encaissement?q=mobil&tri=montant", "/encaissement/export.xlsx?q=mobil&tri=montant"]);
        }

        open.ForEach(answer => answer.Dispose());
        for (var status = HttpStatusCode.ServiceUnavailable; status != HttpStatusCode.OK; patience.Token.ThrowIfCancellationRequested())
        {
            using var again = await OpenAsync(client, "/encaissement/export.csv?q=introuvable", patience.Token);
            status = again.StatusCode;
        }
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient client, string path, CancellationToken patience) =>
        client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, patience);
}
