using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

public class KnownDeviceTests
{
    private static readonly CustomerActor Lea = new(3, 1, "Léa Martin", null);

    [Theory, EachDatabase]
    public async Task On_a_known_device_the_code_opens_a_session_and_confirms(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var device = await DeviceAsync(world);
        var opened = (await world.Get<SignInByCode>().RunAsync(device, AccessWorld.Code, null, world.Now)).Value;
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: true, world.Now)).ShouldNotBeNull().CustomerId.ShouldBe(1);
        (await world.Get<CheckCode>().RunAsync(Lea, device, AccessWorld.Code, world.Now)).Value.ShouldBe(Lea);
    }

    [Theory, EachDatabase]
    public async Task Three_wrong_codes_forget_the_device_and_sign_it_out(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var opened = (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Value;
        var elsewhere = (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Value;
        var check = world.Get<CheckCode>();
        (await check.RunAsync(Lea, opened.DeviceKey, "1111", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 2));
        (await check.RunAsync(Lea, opened.DeviceKey, "407", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 2)); // no guess
        (await check.RunAsync(Lea, opened.DeviceKey, "1112", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 1));
        (await check.RunAsync(Lea, opened.DeviceKey, "1113", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        (await check.RunAsync(Lea, opened.DeviceKey, AccessWorld.Code, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        (await world.Get<KnownDevices>().OwnerAsync(opened.DeviceKey, world.Now)).ShouldBeNull();
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: true, world.Now)).ShouldBeNull();
        (await world.Get<Sessions>().FindAsync(elsewhere.SessionKey, AccountArea.Customer, touch: true, world.Now)).ShouldNotBeNull();
        (await check.RunAsync(Lea, elsewhere.DeviceKey, AccessWorld.Code, world.Now)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Of_forty_codes_at_once_three_are_looked_at(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var device = await DeviceAsync(world);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => world.Get<SignInByCode>().RunAsync(device, $"{1000 + i}", null, world.Now))));
        answers.Count(x => x.Refusal!.Arguments[0] is 2).ShouldBe(1);
        answers.Count(x => x.Refusal!.Arguments[0] is 1).ShouldBe(1);
        answers.Count(x => x.Refusal!.Arguments[0] is 0).ShouldBe(38);
    }

    [Theory, EachDatabase]
    public async Task A_right_code_starts_the_count_again(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var device = await DeviceAsync(world);
        for (var i = 0; i < 3; i++)
        {
            (await world.Get<CheckCode>().RunAsync(Lea, device, "1111", world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 2));
            (await world.Get<CheckCode>().RunAsync(Lea, device, AccessWorld.Code, world.Now)).Refusal.ShouldBeNull();
        }
    }

    [Theory, EachDatabase]
    public async Task A_device_confirms_for_its_own_customer_only_and_not_for_ever(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var device = await DeviceAsync(world);
        (await world.Get<CheckCode>().RunAsync(Lea with { AccountId = 4 }, device, AccessWorld.Code, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        (await world.Get<CheckCode>().RunAsync(Lea, null, AccessWorld.Code, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        world.Now += TimeSpan.FromDays(181);
        (await world.Get<CheckCode>().RunAsync(Lea, device, AccessWorld.Code, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
    }

    [Theory, EachDatabase]
    public async Task The_same_phone_is_one_device_and_the_oldest_of_too_many_is_forgotten(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind, x => x with { DevicesPerCustomer = 2 });
        var first = await DeviceAsync(world);
        var again = (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer, device: first)).Value.DeviceKey;
        (await world.Get<KnownDevices>().OwnerAsync(first, world.Now)).ShouldBeNull();
        world.Now += TimeSpan.FromMinutes(1);
        await DeviceAsync(world);
        await using var db = await world.DbAsync();
        (await db.KnownDevices.CountAsync()).ShouldBe(2);
        world.Now += TimeSpan.FromMinutes(1);
        await DeviceAsync(world);
        (await db.KnownDevices.CountAsync()).ShouldBe(2);
        (await world.Get<KnownDevices>().OwnerAsync(again, world.Now)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_stored_code_is_keyed_and_salted(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using var other = await AccessWorld.CreateAsync(kind);
        var hash = world.Get<KnownDevices>().HashCode(AccessWorld.Code);
        hash.ShouldNotBe(world.Get<KnownDevices>().HashCode(AccessWorld.Code));
        await using var db = await other.DbAsync();
        await db.Accounts.Where(x => x.Id == 3).ExecuteUpdateAsync(set => set.SetProperty(x => x.PinHash, hash));
        (await other.Get<CheckCode>().RunAsync(Lea, await DeviceAsync(other), AccessWorld.Code, other.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
    }

    private static async Task<string> DeviceAsync(AccessWorld world) =>
        (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Value.DeviceKey!;
}
