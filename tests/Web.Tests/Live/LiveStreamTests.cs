using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Guichet.Fixtures;
using Guichet.Web.Live;
using Guichet.Web.Tests.Wizard;

namespace Guichet.Web.Tests.Live;

/// <summary>What an open page hears, over HTTP.</summary>
public sealed class LiveStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [EachDatabase]
    public async Task A_stream_says_the_state_at_once_and_again_when_it_changes(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var number = Till.NumberOf(await till.ToCodeAsync());
        using var over = new CancellationTokenSource(Patience);
        await using var events = EventsAsync(till, $"/encaissement/operations/{number}/flux", over.Token).GetAsyncEnumerator(over.Token);

        (await events.MoveNextAsync()).ShouldBeTrue();
        (events.Current.Status, events.Current.Version, events.Current.IsFinal).ShouldBe(("AwaitingCustomer", 1, false));
        (await site.PayAsync(await site.ReadAsync(number), 30_00)).Refusal.ShouldBeNull();
        while (events.Current.Status == "AwaitingCustomer")
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
        }

        (events.Current.Status, events.Current.IsFinal).ShouldBe(("Captured", true));
    }

    [Fact]
    public async Task A_stream_shows_that_it_is_alive_and_what_time_it_is()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var number = Till.NumberOf(await till.ToCodeAsync());
        using var over = new CancellationTokenSource(Patience);
        var heard = await EventsAsync(till, $"/encaissement/operations/{number}/flux", over.Token).Take(3).ToListAsync(over.Token);
        heard.Select(e => e.Version).ShouldBe([1, 1, 1]);
        (heard[2].Now - heard[0].Now).ShouldBeGreaterThan(LiveStream.AliveEvery);
    }

    [Fact]
    public async Task A_stream_ends_with_its_session()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var number = Till.NumberOf(await till.ToCodeAsync());
        using var over = new CancellationTokenSource(Patience);
        await using var events = EventsAsync(till, $"/encaissement/operations/{number}/flux", over.Token).GetAsyncEnumerator(over.Token);
        (await events.MoveNextAsync()).ShouldBeTrue();
        var page = await till.GetAsync("/encaissement");
        var signOut = page.Page.QuerySelector("form[action='/deconnexion']")!;
        var token = signOut.QuerySelector("input[name=_token]")?.GetAttribute("value") ?? "";
        (await till.PostAsync("/deconnexion", [("_token", token)])).Status.ShouldBe(HttpStatusCode.Found);
        while (await events.MoveNextAsync())
        {
            over.IsCancellationRequested.ShouldBeFalse("The stream goes on without a session");
        }

        (await till.GetAsync($"/encaissement/operations/{number}/etat")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await till.GetAsync($"/encaissement/operations/{number}/flux")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_list_hears_which_payment_changed_last()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        using var over = new CancellationTokenSource(Patience);
        await using var events = EventsAsync(till, "/encaissement/flux", over.Token).GetAsyncEnumerator(over.Token);
        (await events.MoveNextAsync()).ShouldBeTrue();
        var before = events.Current.Newest;
        var number = Till.NumberOf(await till.ToCodeAsync());
        while (events.Current.Newest == before)
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
        }

        events.Current.Newest.ShouldBe($"{number}:1");
    }

    [Fact]
    public async Task An_account_has_a_limited_number_of_streams_and_gets_them_back()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var number = Till.NumberOf(await till.ToCodeAsync());
        List<HttpResponseMessage> open = [];
        for (var n = 0; n < StreamPlaces.PerAccount; n++)
        {
            open.Add(await till.Client.GetAsync($"/encaissement/operations/{number}/flux", HttpCompletionOption.ResponseHeadersRead));
        }

        open.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await till.GetAsync($"/encaissement/operations/{number}/flux")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await till.GetAsync($"/encaissement/operations/{number}/etat")).Status.ShouldBe(HttpStatusCode.OK);
        open.ForEach(answer => answer.Dispose());
        using var over = new CancellationTokenSource(Patience);
        while ((await till.Client.GetAsync($"/encaissement/operations/{number}/flux", HttpCompletionOption.ResponseHeadersRead, over.Token)).StatusCode != HttpStatusCode.OK)
        {
        }
    }

    [Fact]
    public async Task A_fragment_is_the_page_without_what_stands_around_it()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, code.Address) { Headers = { { "X-Fragment", "1" } } };
        using var answer = await till.Client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("data-live=\"payment\"");
        html.ShouldNotContain("<nav");
        html.ShouldNotContain("<html");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static async IAsyncEnumerable<LiveState> EventsAsync(Till till, string address, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken over)
    {
        using var answer = await till.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, over);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        await using var stream = await answer.Content.ReadAsStreamAsync(over);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(over))
        {
            item.EventType.ShouldBe("state");
            yield return JsonSerializer.Deserialize<LiveState>(item.Data, JsonSerializerOptions.Web)!;
        }
    }
}
