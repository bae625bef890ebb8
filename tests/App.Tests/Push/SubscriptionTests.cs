using Guichet.App.Access;
using Guichet.App.Push;
using Guichet.App.Push.Sending;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Letters;
using Guichet.Domain;
using Guichet.Fixtures;
using Guichet.Fixtures.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Push;

/// <summary>A phone is told of requests from the tap that asks for it until it is signed out, forgotten or gone.</summary>
public class SubscriptionTests
{
    [Theory, EachDatabase]
    public async Task A_phone_is_subscribed_once_and_its_address_is_not_readable_in_the_database(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (device, browser) = await world.SubscribedAsync();
        (await world.Get<PushSubscriptions>().AddAsync(LetterWorld.Lea, device, PushWorld.FormOf(browser), "en", world.Now)).ShouldBeNull();

        var row = await world.Letters.ReadAsync(db => db.PushSubscriptions.SingleAsync());
        (row.AccountId, row.CustomerId, row.DeviceHash, row.Language, row.LastSuccessAt).ShouldBe((LetterWorld.LeaAccount, LetterWorld.LeaId, AccessKey.Hash(device)!, "en", null));
        foreach (var secret in (string[])[browser.Endpoint.AbsoluteUri, browser.Endpoint.Segments[^1], browser.P256dh, browser.Auth])
        {
            row.Target.ShouldNotContain(secret);
        }

        (await world.Get<PushSubscriptions>().ReadAsync(LetterWorld.Lea, device)).IsOn.ShouldBeTrue();
        (await world.Get<PushSubscriptions>().ReadAsync(LetterWorld.Lea, await world.PhoneAsync())).IsOn.ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task A_device_that_is_not_known_cannot_be_subscribed(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var form = PushWorld.FormOf(world.Service.Subscribe());
        foreach (var device in (string?[])[null, "", AccessKey.New()])
        {
            (await world.Get<PushSubscriptions>().AddAsync(LetterWorld.Lea, device, form, "fr", world.Now))!.Code.ShouldBe(RefusalCode.PushMissing);
        }

        var own = await world.PhoneAsync();
        (await world.Get<PushSubscriptions>().AddAsync(LetterWorld.Lea with { AccountId = 99 }, own, form, "fr", world.Now))!.Code.ShouldBe(RefusalCode.PushMissing);
        (await world.Get<PushSubscriptions>().AddAsync(LetterWorld.Lea, own, form with { Endpoint = "http://169.254.169.254/latest" }, "fr", world.Now))!.Code.ShouldBe(RefusalCode.PushInvalid);
        (await world.SubscriptionsAsync()).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task The_oldest_phones_beyond_ten_are_told_nothing_any_more(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        List<PushBrowser> browsers = [];
        for (var i = 0; i < PushSubscriptions.MaxPerCustomer + 2; i++)
        {
            browsers.Add((await world.SubscribedAsync()).Browser);
            world.Letters.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await world.SubscriptionsAsync()).ShouldBe(PushSubscriptions.MaxPerCustomer);
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(PushSubscriptions.MaxPerCustomer);
        world.Service.Delivered.Select(d => d.Browser).ShouldBe(browsers.Skip(2), ignoreOrder: true);
    }

    [Theory, EachDatabase]
    public async Task Signing_out_ends_it_on_that_phone_alone(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (device, browser) = await world.SubscribedAsync();
        var (_, other) = await world.SubscribedAsync();
        await world.AskAsync();
        await world.Get<Sessions>().CloseAsync(await world.SessionAsync(device));

        (await world.SendAsync()).ShouldBe(1);
        world.Service.Delivered.ShouldHaveSingleItem().Browser.ShouldBe(other);
        (await world.StatesAsync()).Order().ShouldBe([PushState.Sent, PushState.Obsolete]);
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
        world.Service.Delivered.ShouldNotContain(d => d.Browser == browser);
    }

    [Theory, EachDatabase]
    public async Task Signing_out_everywhere_and_forgetting_a_device_end_it_in_the_same_commit(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (device, _) = await world.SubscribedAsync();
        await world.SubscribedAsync();
        await world.Letters.ReadAsync(async db =>
        {
            await using var undone = await db.Database.BeginTransactionAsync();
            (await db.KnownDevices.Where(d => d.KeyHash == AccessKey.Hash(device)).ExecuteDeleteAsync()).ShouldBe(1);
            return 0;
        });
        (await world.SubscriptionsAsync()).ShouldBe(2, "what is undone is undone for both");
        await world.Letters.ReadAsync(db => db.KnownDevices.Where(d => d.KeyHash == AccessKey.Hash(device)).ExecuteDeleteAsync());
        (await world.SubscriptionsAsync()).ShouldBe(1);
        await world.Letters.ReadAsync(db => Sessions.CloseAllAsync(db, LetterWorld.LeaAccount));
        (await world.SubscriptionsAsync()).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Somebody_else_who_signs_in_on_the_phone_takes_it_over(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (device, browser) = await world.SubscribedAsync();
        var next = await world.Letters.ReadAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(a => a.Id == LetterWorld.LeaAccount);
            var key = await world.Get<KnownDevices>().AddAsync(db, account, device, world.Now);
            await db.SaveChangesAsync();
            return key;
        });
        (await world.SubscriptionsAsync()).ShouldBe(0, "the phone was given a new key: the one before is forgotten with what belonged to it");
        (await world.Get<PushSubscriptions>().AddAsync(LetterWorld.Lea, next, PushWorld.FormOf(browser), "fr", world.Now)).ShouldBeNull();
        var (_, later) = await world.SubscribedAsync();
        later.ShouldNotBe(browser);
        (await world.Get<PushSubscriptions>().AddAsync(LetterWorld.Lea, await world.PhoneAsync(), PushWorld.FormOf(browser), "fr", world.Now)).ShouldBeNull();
        (await world.SubscriptionsAsync()).ShouldBe(2, "one browser is one device's");
    }

    [Theory, EachDatabase]
    public async Task A_browser_changes_its_subscription_by_itself_with_the_devices_key_alone(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (device, _) = await world.SubscribedAsync("en");
        var fresh = world.Service.Subscribe();
        (await world.Get<PushSubscriptions>().RenewAsync(AccessKey.New(), PushWorld.FormOf(fresh), world.Now))!.Code.ShouldBe(RefusalCode.PushMissing);
        (await world.Get<PushSubscriptions>().RenewAsync(await world.PhoneAsync(), PushWorld.FormOf(fresh), world.Now))!.Code.ShouldBe(RefusalCode.PushMissing, "nothing to change");
        (await world.Get<PushSubscriptions>().RenewAsync(device, new PushForm(null, null, null), world.Now))!.Code.ShouldBe(RefusalCode.PushInvalid);
        (await world.Get<PushSubscriptions>().RenewAsync(device, PushWorld.FormOf(fresh), world.Now)).ShouldBeNull();
        await world.AskAsync();
        (await world.SendAsync()).ShouldBe(1);
        var push = world.Service.Delivered.ShouldHaveSingleItem();
        (push.Browser, PushWorld.Read(push).Lang).ShouldBe((fresh, "en"));
    }

    [Theory, EachDatabase]
    public async Task A_trial_comes_at_once_and_not_without_end(DatabaseKind kind)
    {
        await using var world = await PushWorld.CreateAsync(kind);
        var (device, browser) = await world.SubscribedAsync();
        (await TryAsync(world, await world.PhoneAsync()))!.Code.ShouldBe(RefusalCode.PushMissing);
        for (var i = 0; i < SendTestPush.PerWindow; i++)
        {
            (await TryAsync(world, device)).ShouldBeNull();
        }

        (await TryAsync(world, device))!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        PushWorld.Read(world.Service.Delivered[0]).Title.ShouldBe("Notification d'essai");
        world.Service.Delivered.Count.ShouldBe(SendTestPush.PerWindow);

        world.Letters.Clock.Advance(TimeSpan.FromMinutes(11));
        world.Service.Answer = _ => Results.StatusCode(503);
        (await TryAsync(world, device))!.Code.ShouldBe(RefusalCode.Unavailable);
        world.Service.Answer = _ => Results.StatusCode(410);
        (await TryAsync(world, device))!.Code.ShouldBe(RefusalCode.PushMissing);
        (await world.SubscriptionsAsync()).ShouldBe(0);
    }

    private static Task<Refusal?> TryAsync(PushWorld world, string device) => world.Get<SendTestPush>().RunAsync(LetterWorld.Lea, device, world.Now, CancellationToken.None);
}
