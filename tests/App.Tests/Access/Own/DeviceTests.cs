using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Access.Own;

public class DeviceTests
{
    [Theory, EachDatabase]
    public async Task The_list_shows_where_one_is_signed_in_and_each_can_be_ended(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (here, there) = (await world.OwnAsync(), await world.OwnAsync());
        var others = (await world.SignInAsync(AccessWorld.PointAccount, AccessWorld.PointPassword)).Value;
        var theirs = new MerchantAccess(new MerchantActor(2, 1, [1], "Accueil", null) { Role = Role.PointAccount }, others.SessionKey, others.DeviceKey, OwnSteps.Place);

        var list = (await world.Get<ReadOwnAccess>().RunAsync(here, world.Now)).Devices;
        list.Select(device => device.IsThis).ShouldBe([true, false]);
        list.ShouldAllBe(device => device.Place == OwnSteps.Place && device.BeganAt == world.Now && !device.IsHalf);
        list.ShouldAllBe(device => device.Id != here.SessionKey && device.Id != AccessKey.Hash(here.SessionKey) && device.Id.Length == 24);

        var foreign = (await world.Get<ReadOwnAccess>().RunAsync(theirs, world.Now)).Devices.ShouldHaveSingleItem();
        foreach (var id in (string?[])[foreign.Id, null, "", new string('a', 24), AccessKey.Hash(there.SessionKey)])
        {
            (await world.Get<SignOutDevice>().RunAsync(here, id)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        }

        (await world.Get<SignOutDevice>().RunAsync(here, list[1].Id)).Refusal.ShouldBeNull();
        (await world.FindAsync(there.SessionKey)).ShouldBeNull();
        (await world.FindAsync(here.SessionKey)).ShouldNotBeNull();
        (await world.FindAsync(others.SessionKey)).ShouldNotBeNull();
        (await world.Get<SignOutDevice>().RunAsync(here, list[1].Id)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task Everywhere_means_this_browser_too_and_none_is_known_afterwards(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (here, there) = (await world.OwnAsync(), await world.OwnAsync());
        var others = (await world.SignInAsync(AccessWorld.PointAccount, AccessWorld.PointPassword)).Value;
        await world.Get<SignOutEverywhere>().RunAsync(here, world.Now);
        (await world.FindAsync(here.SessionKey)).ShouldBeNull();
        (await world.FindAsync(there.SessionKey)).ShouldBeNull();
        (await world.FindAsync(others.SessionKey)).ShouldNotBeNull();
        await using var db = await world.DbAsync();
        db.KnownDevices.Where(d => d.AccountId == 1).ShouldBeEmpty();
        db.KnownDevices.Where(d => d.AccountId == 2).ShouldNotBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_a_browser_says_of_itself_is_cut_and_printable(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var attempt = new SignInAttempt(AccountArea.Merchant, AccessWorld.Signatory, AccessWorld.SignatoryPassword, new string('1', 500), null, null, "\0\u202eé<b>" + new string('x', 5_000));
        var own = world.At((await world.Get<SignIn>().RunAsync(attempt, world.Now)).Value);
        var place = (await world.Get<ReadOwnAccess>().RunAsync(own, world.Now)).Devices.ShouldHaveSingleItem().Place;
        place.Agent.ShouldBe("<b>" + new string('x', 197));
        place.Address!.Length.ShouldBe(64);
    }
}
