using Guichet.App.Live;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Tests.Storage;

public sealed class PaymentFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory, EachDatabase]
    public async Task Who_watches_a_payment_a_point_or_a_customer_is_told_after_the_commit(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        await ListeningAsync(host);
        await host.CreditAsync(100_00);
        var payment = await host.CreateAsync();
        var elsewhere = await host.CreateAsync(point: DeskHost.Point + 1);
        using var toPayment = host.Feed.ToPayment(payment.Number);
        using var toPoint = host.Feed.ToPointsOfSale(DeskHost.Point, DeskHost.Point + 2);
        using var toCustomer = host.Feed.ToCustomer(DeskHost.Customer);

        await host.CancelAsync(elsewhere);
        await host.ApproveAsync(payment, 30_00);

        foreach (var subscription in (PaymentSubscription[])[toPayment, toPoint, toCustomer])
        {
            var change = (await NextAsync(subscription)).Change!;
            (change.Number, change.Version, change.Status, change.PayerId).ShouldBe((payment.Number, 2, PaymentStatus.Captured, DeskHost.Customer));
        }
    }

    [Theory, EachDatabase]
    public async Task Who_watches_an_agreement_is_told_of_all_its_points(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        await ListeningAsync(host);
        using var toAgreement = host.Feed.ToAgreement(DeskHost.Agreement);
        using var toAnother = host.Feed.ToAgreement(DeskHost.Agreement + 1);
        var (here, there) = (await host.CreateAsync(), await host.CreateAsync(point: DeskHost.Point + 1));
        (await NextAsync(toAgreement)).Change!.Number.ShouldBe(here.Number);
        (await NextAsync(toAgreement)).Change!.Number.ShouldBe(there.Number);
        (await IsQuietAsync(toAnother)).ShouldBeTrue();
    }

    [Fact]
    public async Task Servers_tell_each_other_and_nobody_is_told_twice()
    {
        await using var one = await DeskHost.StartAsync(DatabaseKind.Postgres);
        await using var two = await DeskHost.StartAsync(one.Database);
        await ListeningAsync(one);
        await ListeningAsync(two);
        var payments = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => one.CreateAsync()));
        using var here = one.Feed.ToPayment(payments[150].Number);
        using var there = two.Feed.ToPayment(payments[150].Number);

        await Task.WhenAll(payments.Select(one.CancelAsync));
        await one.CreditAsync(10_00);

        // News of the creation may still be on its way to the other server.
        (await NextAsync(there, x => x.Version == 2)).Change!.ShouldBe(new PaymentChange(
            payments[150].Id, payments[150].Number, 2, PaymentStatus.Canceled, DeskHost.Point, DeskHost.Agreement, null, null));
        (await NextAsync(here)).Change!.Version.ShouldBe(2);

        // Another payment's news comes later on the same way: had ours been told twice, it would be there by now.
        using var last = two.Feed.ToPointsOfSale(DeskHost.Point + 2);
        var later = await one.CreateAsync(point: DeskHost.Point + 2);
        (await NextAsync(last)).Change!.Number.ShouldBe(later.Number);
        (await IsQuietAsync(here)).ShouldBeTrue();
        (await IsQuietAsync(there)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_reader_that_does_not_keep_up_looks_again_and_holds_nobody_up()
    {
        var feed = new PaymentFeed();
        using var slow = feed.ToCustomer(1);
        for (var i = 1; i <= 10_000; i++)
        {
            feed.Publish([new PaymentChange(i, "foo2udp610", 1, PaymentStatus.AwaitingCustomer, 1, 1, null, 1)]);
        }

        List<PaymentEvent> events = [];
        for (var i = 0; i <= PaymentSubscription.Capacity; i++)
        {
            events.Add(await NextAsync(slow));
        }

        events.Count(x => !x.IsRefresh).ShouldBe(PaymentSubscription.Capacity);
        events[^1].IsRefresh.ShouldBeTrue();
    }

    [Fact]
    public void Who_leaves_is_forgotten()
    {
        var feed = new PaymentFeed();
        feed.ToCustomer(1).Dispose();
        feed.ToPointsOfSale(1, 2).Dispose();
        feed.Subscribers.ShouldBe(0);
    }

    private static Task ListeningAsync(DeskHost host) =>
        host.Services.GetService<Guichet.App.Storage.PostgresFeed>()?.Listening.Task.WaitAsync(Patience) ?? Task.CompletedTask;

    private static async Task<PaymentEvent> NextAsync(PaymentSubscription subscription, Func<PaymentChange, bool>? wanted = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var next in subscription.ReadAllAsync(patience.Token))
        {
            if (wanted is null || (next.Change is { } change && wanted(change)))
            {
                return next;
            }
        }

        throw new InvalidOperationException("The subscription ended.");
    }

    private static async Task<bool> IsQuietAsync(PaymentSubscription subscription)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        try
        {
            await foreach (var _ in subscription.ReadAllAsync(patience.Token))
            {
                return false;
            }
        }
        catch (OperationCanceledException)
        {
        }

        return true;
    }
}
