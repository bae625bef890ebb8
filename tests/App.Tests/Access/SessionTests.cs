using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

public class SessionTests
{
    [Theory, EachDatabase]
    public async Task The_key_is_random_and_only_its_hash_is_stored(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var first = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        var second = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        first.Length.ShouldBe(43);
        second.ShouldNotBe(first);
        await using var db = await world.DbAsync();
        (await db.Sessions.Select(x => x.KeyHash).ToListAsync()).ShouldBe([AccessKey.Hash(first)!, AccessKey.Hash(second)!], ignoreOrder: true);
    }

    [Theory, EachDatabase]
    public async Task Signing_in_never_keeps_the_key_that_the_browser_brought(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var planted = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        (await FindAsync(world, planted)).ShouldNotBeNull();
        var own = (await world.SignInAsync("10000651", AccessWorld.PointPassword, session: planted)).Value.SessionKey;
        own.ShouldNotBe(planted);
        (await FindAsync(world, planted)).ShouldBeNull();
        (await FindAsync(world, own)).ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task Signing_out_is_felt_at_once_and_by_this_browser_only(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var mine = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        var other = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        (await FindAsync(world, mine)).ShouldNotBeNull(); // now in the cache
        await world.Get<Sessions>().CloseAsync(mine);
        (await FindAsync(world, mine)).ShouldBeNull();
        (await FindAsync(world, other)).ShouldNotBeNull();
        await world.Get<Sessions>().CloseAsync("no key");
    }

    [Theory, EachDatabase]
    public async Task A_portal_session_ends_after_eight_idle_hours_and_lives_on_while_used(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var key = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        for (var i = 0; i < 4; i++)
        {
            world.Now += TimeSpan.FromHours(7);
            (await FindAsync(world, key)).ShouldNotBeNull();
        }

        world.Now += TimeSpan.FromHours(8);
        (await FindAsync(world, key)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task What_a_page_asks_by_itself_does_not_keep_a_session_alive(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var key = (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Value.SessionKey;
        world.Now += TimeSpan.FromMinutes(14);
        (await world.Get<Sessions>().FindAsync(key, AccountArea.Customer, touch: false, world.Now)).ShouldNotBeNull();
        world.Now += TimeSpan.FromMinutes(1);
        (await world.Get<Sessions>().FindAsync(key, AccountArea.Customer, touch: true, world.Now)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_signatory_chooses_among_its_points_and_the_choice_is_offered_first(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var points = world.Get<MerchantPoints>();
        var actor = new MerchantActor(1, 1, null, "Paul Rivière", null) { Role = Role.Signatory };
        var key = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        (await points.SearchAsync(actor, null)).Points.Select(x => x.Id).ShouldBe([1, 2]);
        (await points.SearchAsync(actor, "mer biarritz")).Points.ShouldHaveSingleItem().Id.ShouldBe(2);
        (await points.SearchAsync(actor, "%")).Points.ShouldBeEmpty();
        (await points.CurrentAsync(actor, null)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await points.ChooseAsync(actor, key, 2)).Value.Name.ShouldBe("Musée de la Mer");
        (await FindAsync(world, key)).ShouldNotBeNull().ChosenPointId.ShouldBe(2);
        (await points.CurrentAsync(actor, 2)).Value.Id.ShouldBe(2);
        var choice = await points.SearchAsync(actor, "");
        (choice.LastChosenId, choice.Points[0].Id, choice.Total).ShouldBe((2L, 2L, 2));
    }

    [Theory, EachDatabase]
    public async Task Points_of_others_do_not_exist(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var points = world.Get<MerchantPoints>();
        var signatory = new MerchantActor(1, 1, null, "Paul Rivière", null) { Role = Role.Signatory };
        var point = new MerchantActor(2, 1, [1], "Pins", null) { Role = Role.PointAccount };
        (await points.FindAsync(signatory, 3)).Refusal.ShouldBe((await points.FindAsync(signatory, 99)).Refusal);
        (await points.ChooseAsync(signatory, null, 3)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await points.FindAsync(point, 2)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await points.SearchAsync(point, null)).Points.ShouldHaveSingleItem().Id.ShouldBe(1);
        (await points.CurrentAsync(point, null)).Value.Id.ShouldBe(1);
        (await points.CurrentAsync(new MerchantActor(4, 2, null, "Anne", null) { Role = Role.Signatory }, null)).Value.Id.ShouldBe(3);
    }

    private static Task<SessionIdentity?> FindAsync(AccessWorld world, string key) => world.Get<Sessions>().FindAsync(key, AccountArea.Merchant, touch: true, world.Now);
}
