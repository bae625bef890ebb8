using Guichet.App.Access;
using Guichet.App.Merchants.People;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

/// <summary>What changes about somebody, and that it holds at once.</summary>
public class ChangePersonTests
{
    [Theory]
    [EachDatabase("role")]
    [EachDatabase("points")]
    [EachDatabase("limit")]
    [EachDatabase("day")]
    public async Task A_change_of_rights_ends_the_sessions_and_holds_at_the_next_sign_in(DatabaseKind kind, string what)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (number, key) = await SignedInAsync(world);
        var changed = what switch
        {
            "role" => Cashier with { RoleName = "manager" },
            "points" => Cashier with { ShopIds = ["10000652"] },
            "limit" => Cashier with { CaptureLimit = "" },
            _ => Cashier with { LastDay = "" },
        };
        (await world.Get<EditPerson>().RunAsync(Paul, number, changed, world.Now)).ShouldBeEmpty();
        (await world.SessionAsync(key)).ShouldBeNull();
        var session = (await world.SessionAsync((await world.SignInAsync(number, AccessWorld.PointPassword)).Value.SessionKey))!;
        session.Role.ShouldBe(what == "role" ? Role.Manager : Role.Cashier);
        session.Points.ShouldBe([what == "points" ? 2L : 1L]);
        session.CaptureLimit.ShouldBe(what is "role" or "limit" ? null : new Money(80_00));
        (await world.PersonAsync(number)).LastDay.ShouldBe(what == "day" ? null : new DateOnly(2026, 8, 31));
    }

    [Theory, EachDatabase]
    public async Task A_name_alone_signs_nobody_out_and_no_letter_leaves(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (number, key) = await SignedInAsync(world);
        (await world.Get<EditPerson>().RunAsync(Paul, number, Cashier with { LastName = "Durand-Petit", Email = "thief@example.org" }, world.Now)).ShouldBeEmpty();
        (await world.SessionAsync(key))!.Name.ShouldBe("Camille Durand-Petit");
        (await world.PersonAsync(number)).Email.ShouldBe("camille@example.org", "whoever has a password has the e-mail too");
        (await world.LettersAsync()).ShouldHaveSingleItem();
    }

    [Theory, EachDatabase]
    public async Task An_invitation_to_a_wrong_address_is_put_right_and_the_first_code_is_dead(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync();
        (await world.Get<EditPerson>().RunAsync(Paul, number, Cashier with { Email = "c.durand@example.org" }, world.Now)).ShouldBeEmpty();
        var letters = await world.LettersAsync();
        letters.Select(letter => letter.Address).ShouldBe(["camille@example.org", "c.durand@example.org"]);
        await using var db = await world.DbAsync();
        var codes = world.Get<ActivationCodes>();
        (await codes.IsRightAsync(db, letters[0].AccountId!.Value, world.DetailsOf(letters[0]).Code!, world.Now)).ShouldBeFalse();
        (await codes.IsRightAsync(db, letters[0].AccountId!.Value, world.DetailsOf(letters[1]).Code!, world.Now)).ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task A_switched_off_account_is_out_at_once_and_comes_back_with_its_rights(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (number, key) = await SignedInAsync(world);
        (await world.Get<SwitchPerson>().RunAsync(Paul, number, on: false, world.Now)).Refusal.ShouldBeNull();
        (await world.SessionAsync(key)).ShouldBeNull();
        (await world.SignInAsync(number, AccessWorld.PointPassword)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.PersonAsync(number)).State.ShouldBe(PersonState.SwitchedOff);
        (await world.Get<SwitchPerson>().RunAsync(Paul, number, on: false, world.Now.AddDays(1))).Refusal.ShouldBeNull("once more is done already");
        (await world.Get<SwitchPerson>().RunAsync(Paul, number, on: true, world.Now)).Refusal.ShouldBeNull();
        (await world.SessionAsync(key)).ShouldBeNull("the session before stays dead");
        (await world.SignInAsync(number, AccessWorld.PointPassword)).Refusal.ShouldBeNull();
        (await world.PersonAsync(number)).State.ShouldBe(PersonState.Active);
    }

    [Theory, EachDatabase]
    public async Task Switching_off_somebody_invited_makes_the_letter_worth_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync();
        await world.Get<SwitchPerson>().RunAsync(Paul, number, on: false, world.Now);
        (await world.Get<InviteAgain>().RunAsync(Paul, number, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.AccountSwitchedOff);
        await world.Get<SwitchPerson>().RunAsync(Paul, number, on: true, world.Now);
        await using var db = await world.DbAsync();
        (await db.ActivationCodes.AnyAsync()).ShouldBeFalse();
        (await world.Get<InviteAgain>().RunAsync(Paul, number, world.Now)).Value.ShouldBe("camille@example.org");
        (await db.ActivationCodes.AnyAsync()).ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task The_letter_is_sent_again_so_often_in_an_hour_and_not_to_the_active(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Get<InviteAgain>().RunAsync(Paul, number, world.Now)));
        answers.Count(answer => answer.Refusal is null).ShouldBe(ActivationLetters.MaxPerHour - 1);
        var usedUp = new Refusal(RefusalCode.LettersUsedUp, ActivationLetters.MaxPerHour);
        answers.Select(answer => answer.Refusal).OfType<Refusal>().ShouldBe([usedUp, usedUp, usedUp]);
        (await world.LettersAsync()).Count.ShouldBe(ActivationLetters.MaxPerHour);
        world.Now = world.Now.AddHours(1).AddSeconds(1);
        (await world.Get<InviteAgain>().RunAsync(Paul, number, world.Now)).Refusal.ShouldBeNull();
        await world.ActivateAsync(number);
        (await world.Get<InviteAgain>().RunAsync(Paul, number, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.AlreadyActive);
    }

    [Theory, EachDatabase]
    public async Task The_signatory_is_not_touched_and_people_of_others_do_not_exist(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync();
        (await world.Get<EditPerson>().RunAsync(Paul, AccessWorld.Signatory, Cashier, world.Now))[0].Code.ShouldBe(RefusalCode.Forbidden);
        (await world.Get<SwitchPerson>().RunAsync(Paul, AccessWorld.Signatory, on: false, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.Forbidden);
        foreach (var foreign in new[] { number, AccessWorld.Signatory, "999999999", "c:10000000011", "" })
        {
            (await world.Get<ReadPeople>().FindAsync(Anne, foreign, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound, foreign);
            (await world.Get<EditPerson>().RunAsync(Anne, foreign, Cashier, world.Now))[0].Code.ShouldBe(RefusalCode.NotFound, foreign);
            (await world.Get<SwitchPerson>().RunAsync(Anne, foreign, on: false, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound, foreign);
            (await world.Get<InviteAgain>().RunAsync(Anne, foreign, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound, foreign);
        }

        var manager = Paul with { Role = Role.Manager };
        (await world.Get<EditPerson>().RunAsync(manager, number, Cashier, world.Now))[0].ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePeople));
        (await world.Get<SwitchPerson>().RunAsync(manager, number, on: false, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePeople));
        (await world.Get<InviteAgain>().RunAsync(manager, number, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePeople));
    }

    [Theory, EachDatabase]
    public async Task A_points_account_keeps_its_role_and_point_and_a_person_does_not_become_one(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.Get<EditPerson>().RunAsync(Paul, AccessWorld.PointAccount, Cashier with { RoleName = "manager", AllPoints = true, FirstName = "Till" }, world.Now)).ShouldBeEmpty();
        var till = await world.PersonAsync(AccessWorld.PointAccount);
        (till.Role, till.FirstName, till.AllPoints, till.CaptureLimit).ShouldBe((Role.PointAccount, "Till", false, null));
        till.Points.Select(point => point.Id).ShouldBe([1L]);
        var number = await world.AddAsync();
        (await world.Get<EditPerson>().RunAsync(Paul, number, Cashier with { RoleName = "point" }, world.Now))[0].Code.ShouldBe(RefusalCode.RoleMissing);
        (await world.PersonAsync(number)).Role.ShouldBe(Role.Cashier);
    }

    [Theory, EachDatabase]
    public async Task Who_is_past_the_last_day_is_shown_so_and_may_get_a_new_one(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync();
        world.Now = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
        (await world.PersonAsync(number)).State.ShouldBe(PersonState.Ended);
        (await world.Get<EditPerson>().RunAsync(Paul, number, Cashier with { LastName = "Autre" }, world.Now)).ShouldBeEmpty("a day that is kept may be past");
        (await world.Get<EditPerson>().RunAsync(Paul, number, Cashier with { LastDay = "30/08/2026" }, world.Now))[0].Code.ShouldBe(RefusalCode.DayPast);
        (await world.Get<EditPerson>().RunAsync(Paul, number, Cashier with { LastDay = "30/09/2026" }, world.Now)).ShouldBeEmpty();
        (await world.PersonAsync(number)).State.ShouldBe(PersonState.Invited);
    }

    private static async Task<(string Number, string Key)> SignedInAsync(AccessWorld world)
    {
        var number = await world.AddAsync();
        await world.ActivateAsync(number);
        var key = (await world.SignInAsync(number, AccessWorld.PointPassword)).Value.SessionKey;
        (await world.SessionAsync(key)).ShouldNotBeNull().Points.ShouldBe([1L]);
        return (number, key);
    }
}
