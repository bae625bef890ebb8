using Guichet.App.Payments;
using Guichet.App.Tests.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Guichet.App.Tests.Payments;

/// <summary>A desk at a time of the test's own, with payments that wait for the customer (B) or, paid, for the merchant (D).</summary>
internal sealed class ExpiryWorld : IAsyncDisposable
{
    public const long Credit = 100_000_00;
    private static readonly PaymentTerms Deferred = PaymentTerms.Of(10, null, IssuerRules.Default).Value;
    private static readonly PaymentTerms Reserved = PaymentTerms.Of(10, 20, IssuerRules.Default).Value;

    private ExpiryWorld(DeskHost host, FakeTimeProvider time) => (Host, Time) = (host, time);

    public DeskHost Host { get; }
    public FakeTimeProvider Time { get; }
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <param name="at">What time it is; a day in June otherwise.</param>
    public static async Task<ExpiryWorld> StartAsync(DatabaseKind kind, DateTimeOffset? at = null)
    {
        var time = new FakeTimeProvider(at ?? new DateTimeOffset(2026, 6, 24, 9, 59, 35, TimeSpan.Zero));
        var world = new ExpiryWorld(await DeskHost.StartAsync(kind, time), time);
        await world.Host.CreditAsync(Credit, year: world.Now.Year);
        return world;
    }

    /// <summary>On the same database and clock.</summary>
    public Task<DeskHost> SecondServerAsync() => DeskHost.StartAsync(Host.Database, Time);

    public Task<Payment> AskAsync() => Host.CreateAsync(40_00, Deferred, suggested: false);

    public async Task<Payment> HoldAsync()
    {
        var payment = await Host.CreateAsync(40_00, Reserved, suggested: false);
        return (await Host.ApproveAsync(payment, 40_00)).Value!;
    }

    /// <summary>Half of them wait for the customer, half for the merchant.</summary>
    public Task FillAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(i => i % 2 == 0 ? AskAsync() : HoldAsync()));

    public Task<int> RunAsync(DateTimeOffset? asOf = null) => RunAsync(Host, asOf ?? Now);

    public static Task<int> RunAsync(DeskHost server, DateTimeOffset asOf) => new ExpirePayments(server.Desk, server.Databases).RunAsync(asOf, CancellationToken.None);

    /// <summary>The instants at which payments expired, in their order.</summary>
    public Task<List<DateTimeOffset>> ExpiredAtAsync() =>
        Host.ReadAsync(db => db.PaymentFacts.Where(f => f.Kind == PaymentFactKind.Expired).OrderBy(f => f.At).Select(f => f.At).ToListAsync());

    /// <summary>So many facts «Expired», of as many payments; nothing is open or held any more, and every balance holds.</summary>
    public static async Task ShouldHaveEndedOnceAsync(DeskHost server, int count)
    {
        var ended = await server.ReadAsync(db => db.PaymentFacts.Where(f => f.Kind == PaymentFactKind.Expired).Select(f => f.PaymentId).ToListAsync());
        ended.Count.ShouldBe(count);
        ended.ShouldBeUnique();
        (await server.ReadAsync(db => db.Payments.CountAsync(p => p.Status == PaymentStatus.AwaitingCustomer || p.Status == PaymentStatus.Authorized))).ShouldBe(0);
        (await server.BalanceAsync()).ShouldBe(Credit);
        await server.CheckAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
