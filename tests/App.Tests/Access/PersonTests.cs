using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

/// <summary>Managers and cashiers: who they are to a session, and when their accounts stop opening.</summary>
public class PersonTests
{
    private const string Number = "400000012";
    private const long Id = 50;

    [Theory, EachDatabase]
    public async Task A_cashier_signs_in_by_nine_digits_with_role_points_and_limit(DatabaseKind kind)
    {
        await using var world = await WithPersonAsync(kind, AccountKind.Cashier, limit: 80_00, 2);
        var key = (await world.SignInAsync("400 000 012", AccessWorld.PointPassword)).Value.SessionKey;
        var found = (await FindAsync(world, key)).ShouldNotBeNull();
        (found.Role, found.CaptureLimit, found.AgreementId).ShouldBe((Role.Cashier, new Money(80_00), 1L));
        found.Points.ShouldBe([2L]);
    }

    [Theory, EachDatabase]
    public async Task A_manager_sees_the_points_given_and_without_any_sees_none(DatabaseKind kind)
    {
        await using var world = await WithPersonAsync(kind, AccountKind.Manager, limit: null);
        var key = (await world.SignInAsync(Number, AccessWorld.PointPassword)).Value.SessionKey;
        var none = (await FindAsync(world, key))!;
        none.Points.ShouldNotBeNull().ShouldBeEmpty();
        (await world.Get<MerchantPoints>().SearchAsync(Actor(none), null)).Points.ShouldBeEmpty();
        (await world.Get<MerchantPoints>().CurrentAsync(Actor(none), 1)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        Actor(none).MaySee(1, 1).ShouldBeFalse();

        var both = none with { Points = [1, 2] };
        (await world.Get<MerchantPoints>().SearchAsync(Actor(both), null)).Points.Select(p => p.Id).ShouldBe([1, 2]);
        (Actor(both).MaySee(1, 2), Actor(both).MaySee(1, 3), Actor(both).MaySee(2, 2)).ShouldBe((true, false, false));
        (await world.Get<MerchantPoints>().ChooseAsync(Actor(both), key, 2)).Value.Id.ShouldBe(2);
        (await FindAsync(world, key))!.ChosenPointId.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task A_switched_off_account_answers_like_a_wrong_password_and_its_sessions_end(DatabaseKind kind)
    {
        await using var world = await WithPersonAsync(kind, AccountKind.Cashier, null, 1);
        var key = (await world.SignInAsync(Number, AccessWorld.PointPassword)).Value.SessionKey;
        (await FindAsync(world, key)).ShouldNotBeNull();
        await ChangeAsync(world, account => account.DisabledAt = world.Now);
        (await FindAsync(world, key)).ShouldBeNull();
        (await world.SignInAsync(Number, AccessWorld.PointPassword)).Refusal.ShouldBe((await world.SignInAsync(Number, "something else")).Refusal);
        world.Hasher.Verified.Count.ShouldBe(3, "it takes as long, too");
        await ChangeAsync(world, account => account.DisabledAt = null);
        (await world.SignInAsync(Number, AccessWorld.PointPassword)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_last_day_counts_whole_in_Paris(DatabaseKind kind)
    {
        await using var world = await WithPersonAsync(kind, AccountKind.Cashier, null, 1);
        await ChangeAsync(world, account => account.LastDay = new DateOnly(2026, 6, 24));
        world.Now = new DateTimeOffset(2026, 6, 24, 21, 59, 0, TimeSpan.Zero);
        var key = (await world.SignInAsync(Number, AccessWorld.PointPassword)).Value.SessionKey;
        (await FindAsync(world, key)).ShouldNotBeNull();
        world.Now += TimeSpan.FromMinutes(1);
        (await FindAsync(world, key)).ShouldBeNull();
        (await world.SignInAsync(Number, AccessWorld.PointPassword)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
    }

    [Theory, EachDatabase]
    public async Task A_closed_account_is_mailed_no_link_and_opens_by_no_code(DatabaseKind kind)
    {
        await using var world = await WithPersonAsync(kind, AccountKind.Cashier, null, 1);
        await ChangeAsync(world, account => account.DisabledAt = world.Now);
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, Number, null, world.Now)).Refusal.ShouldBeNull();
        (await world.LettersAsync()).ShouldBeEmpty();

        var device = (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Value.DeviceKey;
        (await world.Get<SignInByCode>().RunAsync(device, AccessWorld.Code, null, world.Now)).Refusal.ShouldBeNull();
        await ChangeAsync(world, account => account.DisabledAt = world.Now, 3);
        (await world.Get<SignInByCode>().RunAsync(device, AccessWorld.Code, null, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
    }

    private static MerchantActor Actor(SessionIdentity session) =>
        new(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role, CaptureLimit = session.CaptureLimit };

    private static async Task<AccessWorld> WithPersonAsync(DatabaseKind kind, AccountKind role, long? limit, params long[] points)
    {
        var world = await AccessWorld.CreateAsync(kind);
        await using var db = await world.DbAsync();
        var hash = await db.Accounts.Where(a => a.Id == 2).Select(a => a.PasswordHash).SingleAsync();
        db.Accounts.Add(new AccountRow
        {
            Id = Id, UserName = $"m:{Number}", NormalizedUserName = FindAccount.Normalize($"m:{Number}"), Kind = role, FirstName = "Camille", LastName = "Essai",
            Email = "camille@example.org", AgreementId = 1, PasswordHash = hash, CaptureLimit = limit,
        });
        await db.SaveChangesAsync();
        db.AccountPoints.AddRange(points.Select(point => new AccountPointRow { AccountId = Id, PointOfSaleId = point }));
        await db.SaveChangesAsync();
        return world;
    }

    private static async Task ChangeAsync(AccessWorld world, Action<AccountRow> change, long id = Id)
    {
        await using var db = await world.DbAsync();
        change(await db.Accounts.SingleAsync(a => a.Id == id));
        await db.SaveChangesAsync();
        world.Get<Sessions>().Forget(id);
    }

    private static Task<SessionIdentity?> FindAsync(AccessWorld world, string key) => world.Get<Sessions>().FindAsync(key, AccountArea.Merchant, touch: true, world.Now);
}
