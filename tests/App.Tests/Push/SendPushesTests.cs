using Guichet.App.Payments;
using Guichet.App.Push.Sending;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Letters;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Push;

/// <summary>What phones are told: written in the commit that causes it, true when it is sent, tried again while it is.</summary>
public class SendPushesTests
{
    [Theory, EachDatabase]
    public async Task A_request_reaches_every_phone_with_amount_and_merchant_until_its_limit(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        await world.SubscribedAsync("en");
        var payment = await world.AskAsync();
        (await world.StatesAsync()).ShouldBe([PushState.Queued, PushState.Queued], "written with the payment");
        (await world.SendAsync()).ShouldBe(2);

        world.Service.Refusals.ShouldBeEmpty();
        var (french, english) = (world.Service.Delivered.Single(d => PushWorld.Read(d).Lang == "fr"), world.Service.Delivered.Single(d => PushWorld.Read(d).Lang == "en"));
        var shown = PushWorld.Read(french);
        (shown.Title, shown.Url, shown.Tag, shown.Waits, shown.Quiet).ShouldBe(
            ($"{LetterWorld.MerchantName} vous demande 50,00\u00A0€", $"/app/demandes/{payment.Number}", payment.Number, true, false));
        shown.Body.ShouldBe("Camping des Pins. A payer jusqu'au 04/07/2020.");
        PushWorld.Read(english).Title.ShouldBe($"{LetterWorld.MerchantName} asks you for €50.00");
        (french.TtlSeconds, french.Topic, french.Urgency).ShouldBe(((int)(payment.PayBy - world.Now).TotalSeconds, payment.Number, "high"));
        (await world.StatesAsync()).ShouldBe([PushState.Sent, PushState.Sent]);
        (await world.Letters.ReadAsync(db => db.PushSubscriptions.Select(s => s.LastSuccessAt).ToListAsync())).ShouldAllBe(at => at == world.Now);
        (await world.SendAsync()).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_customer_without_a_phone_costs_no_row_and_letters_go_as_ever(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.AskAsync();
        await world.Letters.AskAsync("inconnue@example.org");
        (await world.PushesAsync()).ShouldBeEmpty();
        (await world.Letters.SendAsync()).ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task Approving_writes_nothing_for_phones(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        await world.Letters.PayAsync(await world.AskAsync(), 50_00);
        (await world.PushesAsync()).Count.ShouldBe(1, "the request's own");
        (await world.SendAsync()).ShouldBe(0);
        (await world.StatesAsync()).ShouldBe([PushState.Obsolete], "it was paid before it left");
    }

    [Theory, EachDatabase]
    public async Task A_request_that_was_cancelled_before_it_left_is_not_told_at_all(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        var payment = await world.AskAsync();
        await world.Get<CancelPayment>().RunAsync(LetterWorld.Merchant, payment.Number);
        (await world.SendAsync()).ShouldBe(0);
        (await world.StatesAsync()).ShouldBe([PushState.Obsolete, PushState.Obsolete]);
        world.Service.Asked.ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task The_end_of_a_request_takes_the_place_of_its_notification_without_sound(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        var canceled = await world.AskAsync();
        var expired = await world.AskAsync(paymentDays: 1);
        (await world.SendAsync()).ShouldBe(2);
        await world.Get<CancelPayment>().RunAsync(LetterWorld.Merchant, canceled.Number);
        (await world.SendAsync()).ShouldBe(1);
        world.Letters.Clock.Advance(TimeSpan.FromDays(2));
        (await world.Get<ExpirePayments>().RunAsync(world.Now, CancellationToken.None)).ShouldBe(1);
        (await world.SendAsync()).ShouldBe(1);

        var (first, second) = (PushWorld.Read(world.Service.Delivered[2]), PushWorld.Read(world.Service.Delivered[3]));
        (first.Title, first.Tag, first.Quiet, first.Waits).ShouldBe(("Demande annulée", canceled.Number, true, false));
        first.Body.ShouldBe($"{LetterWorld.MerchantName} a annulé sa demande de 50,00\u00A0€. Rien n'a été débité.");
        (second.Title, second.Tag, second.Quiet).ShouldBe(("Demande expirée", expired.Number, true));
        world.Service.Delivered[2].Topic.ShouldBe(canceled.Number, "a phone that was off gets the newer one only");
    }

    [Theory, EachDatabase]
    public async Task Money_kept_and_given_back_is_told(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        var kept = await world.AskAsync(paymentDays: 4, captureDays: 2);
        var returned = await world.AskAsync(paymentDays: 4, captureDays: 2);
        await world.SendAsync();
        await world.Letters.PayAsync(kept, 50_00);
        await world.Letters.PayAsync(returned, 30_00);
        (await world.Get<CapturePayment>().RunAsync(LetterWorld.Merchant, kept.Number, "40,00")).Value.Status.ShouldBe(PaymentStatus.Captured);
        (await world.SendAsync()).ShouldBe(1);
        (await world.Get<VoidPayment>().RunAsync(LetterWorld.Merchant, returned.Number)).Value.Status.ShouldBe(PaymentStatus.Canceled);
        (await world.SendAsync()).ShouldBe(1);
        PushWorld.Read(world.Service.Delivered[2]).Body.ShouldBe($"{LetterWorld.MerchantName} a gardé 40,00\u00A0€\u00A0; 10,00\u00A0€ vous sont rendus.");
        PushWorld.Read(world.Service.Delivered[3]).Title.ShouldBe("30,00\u00A0€ vous sont rendus");
        world.Service.Delivered[3].TtlSeconds.ShouldBeInRange(86_000, 86_400);
    }

    [Theory]
    [EachDatabase(404)]
    [EachDatabase(410)]
    public async Task A_phone_that_is_gone_is_forgotten(DatabaseKind kind, int status)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (_, gone) = await world.SubscribedAsync();
        await world.SubscribedAsync();
        world.Service.Answer = browser => browser == gone ? Results.StatusCode(status) : null;
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
        (await world.SubscriptionsAsync()).ShouldBe(1);
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
        world.Service.Asked.ShouldBe(3);
    }

    [Theory]
    [EachDatabase(429)]
    [EachDatabase(503)]
    public async Task A_service_that_asks_to_wait_is_asked_again_then_within_the_requests_life(DatabaseKind kind, int status)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        world.Service.Answer = _ => new Wait(status, "120");
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(0);
        (await world.SendLaterAsync(TimeSpan.FromSeconds(119))).ShouldBe(0);
        world.Service.Asked.ShouldBe(1, "not before the service wants to");
        world.Service.Answer = null;
        (await world.SendLaterAsync(TimeSpan.FromSeconds(2))).ShouldBe(1);
        var row = (await world.PushesAsync()).ShouldHaveSingleItem();
        (row.State, row.Attempts).ShouldBe((PushState.Sent, 2));
    }

    [Theory, EachDatabase]
    public async Task After_the_limit_of_the_request_nothing_is_tried_any_more(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        world.Service.Answer = _ => new Wait(503, "3600");
        await world.AskAsync(paymentDays: null); // five minutes
        (await world.SendAsync()).ShouldBe(0);
        var row = (await world.PushesAsync()).ShouldHaveSingleItem();
        (row.State, row.LastError).ShouldBe((PushState.Obsolete, "HTTP 503"));
    }

    [Theory]
    [EachDatabase(400)]
    [EachDatabase(403)]
    [EachDatabase(413)]
    [EachDatabase(307)]
    public async Task What_a_service_does_not_want_is_not_repeated_and_no_redirect_is_followed(DatabaseKind kind, int status)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        world.Service.Answer = _ => status == 307 ? Results.Redirect("/elsewhere", preserveMethod: true) : Results.StatusCode(status);
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(0);
        (await world.SendLaterAsync(TimeSpan.FromHours(1))).ShouldBe(0);
        var row = (await world.PushesAsync()).ShouldHaveSingleItem();
        (row.State, row.LastError, world.Service.Asked).ShouldBe((PushState.Failed, $"HTTP {status}", 1));
    }

    [Theory, EachDatabase]
    public async Task A_dead_service_delays_neither_letters_nor_other_phones_and_is_left_alone(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await using var dead = await Fixtures.Push.PushServiceStandIn.StartAsync(world.Letters.Clock);
        using var lost = new Fixtures.Push.PushBrowser(new Uri(dead.Url, "/push/x"));
        (await world.Get<App.Push.PushSubscriptions>().AddAsync(LetterWorld.Lea, await world.PhoneAsync(), PushWorld.FormOf(lost), "fr", world.Now)).ShouldBeNull();
        await dead.DisposeAsync();
        await world.SubscribedAsync();
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
        (await world.Letters.SendAsync()).ShouldBe(1);
        var waiting = (await world.PushesAsync()).Single(p => p.State == PushState.Queued);
        (waiting.Attempts, waiting.LastError!.StartsWith("No answer", StringComparison.Ordinal)).ShouldBe((1, true));

        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
        (await world.PushesAsync()).Where(p => p.State == PushState.Queued).Select(p => p.Attempts).ShouldBe([1, 0], "while it is left alone no attempt is counted");
    }

    [Theory, EachDatabase]
    public async Task A_flood_of_requests_is_on_the_list_and_not_on_the_phone(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        for (var i = 0; i < PreparePush.RequestsPerWindow + 3; i++)
        {
            await world.AskAsync();
        }

        (await world.SendAsync()).ShouldBe(PreparePush.RequestsPerWindow);
        (await world.StatesAsync()).ShouldBe([.. Enumerable.Repeat(PushState.Sent, PreparePush.RequestsPerWindow), .. Enumerable.Repeat(PushState.Held, 3)]);
        (await world.Get<CustomerRequests>().WaitingAsync(LetterWorld.Lea, world.Now)).Count.ShouldBe(PreparePush.RequestsPerWindow + 3);
        world.Letters.Clock.Advance(PreparePush.Window);
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Two_servers_at_once_tell_a_phone_once(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await using var other = world.Letters.SecondServer("outbox");
        for (var i = 0; i < 4; i++)
        {
            await world.SubscribedAsync();
        }

        await world.AskAsync();
        var sent = await Task.WhenAll(world.SendAsync(), other.Get<SendPushes>().RunAsync(world.Now, CancellationToken.None));
        sent.Sum().ShouldBe(4);
        world.Service.Delivered.Select(d => d.Browser).Distinct().Count().ShouldBe(4);
        world.Service.Asked.ShouldBe(4);
    }

    [Theory, EachDatabase]
    public async Task A_sender_that_died_leaves_its_messages_to_the_next(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        await world.AskAsync();
        (await world.Get<PushQueue>().ClaimAsync(world.Now)).Count.ShouldBe(1);
        (await world.SendAsync()).ShouldBe(0);
        (await world.SendLaterAsync(PushQueue.Lease)).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task What_ended_long_ago_is_forgotten_and_what_waits_is_not(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        await world.SubscribedAsync();
        await world.AskAsync();
        await world.SendAsync();
        await world.AskAsync();
        world.Letters.Clock.Advance(PushQueue.Kept + TimeSpan.FromHours(1));
        (await world.Get<ForgetPushes>().RunAsync(world.Now)).ShouldBe(1);
        (await world.StatesAsync()).ShouldBe([PushState.Queued]);
    }

    private sealed record Wait(int Status, string RetryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = Status;
            context.Response.Headers.RetryAfter = RetryAfter;
            return Task.CompletedTask;
        }
    }
}
