using System.Collections.Concurrent;
using System.Diagnostics;
using Guichet.App.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>A page of the list costs a few statements, however many rows it shows, and few bytes.</summary>
public class ListSpeedTests
{
    private const int MostBytes = 75_000;

    [Theory]
    [InlineData("", 5)]
    [InlineData("?points=tous", 6)]
    [InlineData("?points=10000651,10000653&type=immediat&min=20&q=panier", 13)]
    [InlineData("?points=tous&statut=en-attente&periode=mois&tri=montant", 8)]
    public async Task Rows_cost_no_statement_of_their_own(string query, int most)
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Postgres);
        var actor = await site.ActorAsync();
        using var visitor = query.Length == 0 ? await site.PointAccountAsync() : await site.SignatoryAsync();
        await visitor.GetAsync($"/encaissement{query}");
        await site.AskAsync(actor, "Panier 0");
        var few = await StatementsAsync(visitor, $"/encaissement{query}");
        for (var i = 1; i < FindPayments.PageSize; i++)
        {
            await site.AskAsync(actor, $"Panier {i}");
        }

        var many = await StatementsAsync(visitor, $"/encaissement{query}");
        visitor.Page.QuerySelectorAll(".ops__row").Length.ShouldBe(FindPayments.PageSize);
        TestContext.Current.TestOutputHelper?.WriteLine($"{query}: {few.Count} then {many.Count} statements:\n{string.Join('\n', many)}");
        many.Count.ShouldBeLessThanOrEqualTo(few.Count + 1, "one more where a page has a next");
        many.Count.ShouldBeLessThanOrEqualTo(most);
        var bytes = (await visitor.Answer.Content.ReadAsByteArrayAsync()).Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes");
        bytes.ShouldBeLessThan(MostBytes);
        await visitor.GetAsync($"/encaissement{query}", asFragment: true);
    }

    /// <summary>Everything that is sent to the database while a page is made, on behalf of its request.</summary>
    private static async Task<List<string>> StatementsAsync(Visitor visitor, string path)
    {
        ConcurrentQueue<(ActivityTraceId Trace, string Text)> seen = [];
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.GetTagItem("db.query.text") is string text)
                {
                    seen.Enqueue((activity.TraceId, text));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await visitor.GetAsync(path, trace);
        return [.. seen.Where(x => x.Trace == trace).Select(x => x.Text)];
    }
}
