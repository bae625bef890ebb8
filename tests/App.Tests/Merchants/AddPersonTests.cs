using Guichet.App.Access;
using Guichet.App.Merchants.People;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

public class AddPersonTests
{
    [Theory, EachDatabase]
    public async Task A_person_is_made_with_a_code_that_the_letter_tells(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync();
        number.Length.ShouldBe(SignInNumber.PersonalLength);
        var person = await world.PersonAsync(number);
        (person.Name, person.Role, person.Email, person.State).ShouldBe(("Camille Durand", Role.Cashier, "camille@example.org", PersonState.Invited));
        (person.CaptureLimit, person.LastDay, person.AllPoints).ShouldBe((new Money(80_00), new DateOnly(2026, 8, 31), false));
        person.Points.Select(point => point.ShopId).ShouldBe([AccessWorld.PointAccount]);

        var letter = (await world.LettersAsync()).ShouldHaveSingleItem();
        (letter.Kind, letter.Address).ShouldBe(((int)AccountLetterKind.Activation, "camille@example.org"));
        var details = world.DetailsOf(letter);
        details.Merchant.ShouldBe("Littoral");
        await using var db = await world.DbAsync();
        (await world.Get<ActivationCodes>().IsRightAsync(db, letter.AccountId!.Value, details.Code!, world.Now)).ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task The_same_form_makes_one_person_however_often_and_at_once_it_is_sent(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.AddAsync()));
        numbers.Distinct().ShouldHaveSingleItem();
        (await world.LettersAsync()).ShouldHaveSingleItem();
        (await world.RefuseAsync(Cashier with { LastName = "Autre" })).Code.ShouldBe(RefusalCode.IdempotencyMismatch);
        (await world.AddAsync(key: "another")).ShouldNotBe(numbers[0]);
        (await world.AddAsync(Cashier with { ShopIds = ["10000661"] }, actor: Anne)).ShouldNotBe(numbers[0], "keys of two agreements never meet");
    }

    [Theory, EachDatabase]
    public async Task A_points_shared_account_signs_in_with_the_Shop_ID_and_there_is_one(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = Cashier with { RoleName = "point", ShopIds = ["10000652"] };
        (await world.AddAsync(till)).ShouldBe("10000652");
        var person = await world.PersonAsync("10000652");
        (person.Role, person.CaptureLimit).ShouldBe((Role.PointAccount, null));
        (await world.RefuseAsync(till, "k2")).Code.ShouldBe(RefusalCode.PointHasAccount);
        (await world.RefuseAsync(till with { ShopIds = [AccessWorld.PointAccount] }, "k3")).Code.ShouldBe(RefusalCode.PointHasAccount);
        (await world.RefuseAsync(till with { ShopIds = [AccessWorld.PointAccount, "10000652"] }, "k4")).Code.ShouldBe(RefusalCode.OnePointNeeded);
        (await world.RefuseAsync(till with { AllPoints = true }, "k5")).Code.ShouldBe(RefusalCode.OnePointNeeded);
        await world.ActivateAsync("10000652");
        var session = (await world.SessionAsync((await world.SignInAsync("10000652", AccessWorld.PointPassword)).Value.SessionKey))!;
        (session.Role, session.Points).ShouldBe((Role.PointAccount, session.Points));
        session.Points.ShouldBe([2L]);
    }

    [Theory, EachDatabase]
    public async Task Who_was_given_all_points_sees_those_to_come_as_well(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var number = await world.AddAsync(Cashier with { RoleName = "manager", AllPoints = true, ShopIds = [] });
        await world.ActivateAsync(number);
        var session = (await world.SessionAsync((await world.SignInAsync(number, AccessWorld.PointPassword)).Value.SessionKey))!;
        (session.Role, session.Points, session.CaptureLimit).ShouldBe((Role.Manager, null, null));
        (await world.PersonAsync(number)).AllPoints.ShouldBeTrue();
    }

    [Theory]
    [EachDatabase("role", "", "role", RefusalCode.RoleMissing)]
    [EachDatabase("role", "signatory", "role", RefusalCode.RoleMissing)]
    [EachDatabase("first", " ", "first", RefusalCode.TextMissing)]
    [EachDatabase("last", "a\u202Eb", "last", RefusalCode.TextInvalid)]
    [EachDatabase("email", "nobody", "email", RefusalCode.EmailInvalid)]
    [EachDatabase("points", "", "points", RefusalCode.PointsMissing)]
    [EachDatabase("limit", "1,234", "limit", RefusalCode.AmountInvalid)]
    [EachDatabase("limit", "0", "limit", RefusalCode.AmountInvalid)]
    [EachDatabase("limit", "100 000,01", "limit", RefusalCode.AmountAboveMaximum)]
    [EachDatabase("day", "31/02/2027", "last_day", RefusalCode.DayInvalid)]
    [EachDatabase("day", "23/06/2026", "last_day", RefusalCode.DayPast)]
    public async Task Bad_input_is_refused_beside_its_field_and_makes_nobody(DatabaseKind kind, string what, string typed, string field, RefusalCode code)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var refusal = await world.RefuseAsync(what switch
        {
            "role" => Cashier with { RoleName = typed },
            "first" => Cashier with { FirstName = typed },
            "last" => Cashier with { LastName = typed },
            "email" => Cashier with { Email = typed },
            "points" => Cashier with { ShopIds = [] },
            "limit" => Cashier with { CaptureLimit = typed },
            _ => Cashier with { LastDay = typed },
        });
        (refusal.Field, refusal.Code).ShouldBe((field, code));
        (await world.LettersAsync()).ShouldBeEmpty();
        (await world.Get<ReadPeople>().ListAsync(Paul, world.Now)).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task All_that_is_wrong_is_said_at_once_and_today_is_a_last_day(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (_, refusals) = await world.Get<AddPerson>().RunAsync(Paul, new PersonForm { LastDay = "x" }, "k", world.Now);
        refusals.Select(refusal => refusal.Field).ShouldBe(["role", "first", "last", "email", "points", "last_day"]);
        (await world.AddAsync(Cashier with { LastDay = "2026-06-24" })).ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task Nobody_is_given_a_point_of_others_and_only_who_has_the_right_adds(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.RefuseAsync(Cashier with { ShopIds = [AccessWorld.PointAccount, "10000661"] })).Code.ShouldBe(RefusalCode.NotFound);
        (await world.RefuseAsync(Cashier, actor: Paul with { Role = Role.Manager })).ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePeople));
        await Should.ThrowAsync<UnauthorizedAccessException>(() => world.Get<ReadPeople>().ListAsync(Paul with { Role = Role.Cashier }, world.Now));
    }

    [Theory, EachDatabase]
    public async Task An_agreement_has_so_many_people_and_no_more(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using (var db = await world.DbAsync())
        {
            db.Accounts.AddRange(Enumerable.Range(0, AddPerson.MaxPeople - 3).Select(i =>
                NewAccount.Of(10_000 + i, $"m:{600_000_000 + i}", App.Storage.Mapping.AccountKind.Cashier, "A", $"B{i}", $"a{i}@example.org", 1)));
            await db.SaveChangesAsync();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => world.Get<AddPerson>().RunAsync(Paul, Cashier, $"k{i}", world.Now)));
        answers.Count(answer => answer.Number is not null).ShouldBe(1);
        var full = new Refusal(RefusalCode.PeopleFull, AddPerson.MaxPeople);
        answers.SelectMany(answer => answer.Refusals).ShouldBe([full, full, full]);
        (await world.Get<ReadPeople>().ListAsync(Paul, world.Now)).Count.ShouldBe(AddPerson.MaxPeople);
    }
}
