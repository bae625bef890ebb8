using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

public class SignInTests
{
    [Theory]
    [EachDatabase("708900", AccessWorld.SignatoryPassword)]
    [EachDatabase(" 708 900 ", AccessWorld.SignatoryPassword)]
    [EachDatabase("10000651", AccessWorld.PointPassword)]
    public async Task A_right_number_and_password_open_a_session(DatabaseKind kind, string number, string password)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var opened = (await world.SignInAsync(number, password)).Value;
        var identity = await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: true, world.Now);
        identity.ShouldNotBeNull().AgreementId.ShouldBe(1);
        (identity.Points is [1]).ShouldBe(number == AccessWorld.PointAccount);
        opened.DeviceKey.ShouldNotBeNull();
    }

    [Theory]
    [EachDatabase("10000000011")]
    [EachDatabase("100 000 000 11")]
    [EachDatabase("Lea@Example.org ")]
    public async Task A_customer_signs_in_by_number_or_email_and_makes_the_device_known(DatabaseKind kind, string identifier)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var opened = (await world.SignInAsync(identifier, AccessWorld.CustomerPassword, AccountArea.Customer)).Value;
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: true, world.Now)).ShouldNotBeNull().CustomerId.ShouldBe(1);
        (await world.Get<KnownDevices>().OwnerAsync(opened.DeviceKey, world.Now)).ShouldBe("Paul");
    }

    [Theory, EachDatabase]
    public async Task Nobody_signs_in_at_the_other_door(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.SignInAsync(AccessWorld.CustomerNumber, AccessWorld.CustomerPassword)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCredentials));
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword, AccountArea.Customer)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCredentials));
        var opened = (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value;
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: true, world.Now)).ShouldBeNull();
    }

    [Theory]
    [EachDatabase(AccountArea.Merchant, "708900")]
    [EachDatabase(AccountArea.Merchant, "999999")]
    [EachDatabase(AccountArea.Merchant, "<script>")]
    [EachDatabase(AccountArea.Merchant, null)]
    [EachDatabase(AccountArea.Customer, "10000000011")]
    [EachDatabase(AccountArea.Customer, "nobody@example.org")]
    public async Task The_third_wrong_password_blocks_and_a_known_number_answers_like_an_unknown_one(DatabaseKind kind, AccountArea area, string? number)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        List<RefusalCode> answers = [];
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await world.SignInAsync(number, "wrong", area)).Refusal!.Code);
        }

        answers.ShouldBe([RefusalCode.WrongCredentials, RefusalCode.WrongCredentials, RefusalCode.AccountBlocked, RefusalCode.AccountBlocked, RefusalCode.AccountBlocked]);
        world.Hasher.Verified.Count.ShouldBe(3);
    }

    [Theory, EachDatabase]
    public async Task A_blocked_account_refuses_the_right_password_and_its_holder_is_told_once(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            await world.SignInAsync("708900", "wrong");
        }

        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal.ShouldBe(new Refusal(RefusalCode.AccountBlocked));
        world.Now += TimeSpan.FromDays(400);
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal.ShouldBe(new Refusal(RefusalCode.AccountBlocked));
        var letter = (await world.LettersAsync()).ShouldHaveSingleItem();
        (letter.Kind, letter.AccountId, letter.Address, letter.Payload).ShouldBe(((int)AccountLetterKind.Blocked, 1L, "paul@example.org", null));
        (await world.SignInAsync("10000651", AccessWorld.PointPassword)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_right_password_starts_the_count_again(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        for (var i = 0; i < 3; i++)
        {
            await world.SignInAsync("708900", "wrong");
            await world.SignInAsync("708900", "wrong");
            (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal.ShouldBeNull();
        }
    }

    [Theory, EachDatabase]
    public async Task Email_and_number_of_a_customer_share_three_tries(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.SignInAsync(AccessWorld.CustomerEmail, "wrong", AccountArea.Customer);
        await world.SignInAsync(AccessWorld.CustomerNumber, "wrong", AccountArea.Customer);
        (await world.SignInAsync(AccessWorld.CustomerEmail, "wrong", AccountArea.Customer)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.SignInAsync(AccessWorld.CustomerNumber, AccessWorld.CustomerPassword, AccountArea.Customer)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
    }

    [Theory]
    [EachDatabase("708900")]
    [EachDatabase("999999")]
    public async Task Of_sixty_guesses_at_once_three_are_verified(DatabaseKind kind, string number)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        for (var burst = 0; burst < 3; burst++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => world.SignInAsync(number, $"guess {i}"))));
            answers.ShouldAllBe(x => x.Refusal != null && (x.Refusal.Code == RefusalCode.AccountBlocked || x.Refusal.Code == RefusalCode.WrongCredentials));
            answers.Count(x => x.Refusal!.Code == RefusalCode.WrongCredentials).ShouldBe(2);
            world.Hasher.Verified.Count.ShouldBe(3);
            (await world.LettersAsync()).Count.ShouldBe(number == "708900" ? 1 : 0);
            await UnblockAsync(world);
        }
    }

    [Theory, EachDatabase]
    public async Task A_right_password_among_three_at_once_always_opens(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        for (var round = 0; round < 10; round++)
        {
            var right = round % 3;
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => world.SignInAsync("708900", i == right ? AccessWorld.SignatoryPassword : "wrong"))));
            answers[right].Refusal.ShouldBeNull($"round {round}");
            await UnblockAsync(world);
        }
    }

    [Theory, EachDatabase]
    public async Task In_production_the_published_passwords_open_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind, x => x with { Demonstration = false });
        (await world.SignInAsync("708901", "littoral-signataire-2026")).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCredentials));
        world.Hasher.Verified.Count.ShouldBe(1);
        await using var demonstration = await AccessWorld.CreateAsync(kind);
        (await demonstration.SignInAsync("708901", "littoral-signataire-2026")).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task An_address_that_fails_at_many_numbers_waits_and_a_busy_till_does_not(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind, x => x with { FailuresPerAddress = 6 });
        for (var i = 0; i < 10; i++)
        {
            (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, address: "192.0.2.7")).Refusal.ShouldBeNull();
        }

        for (var i = 0; i < 6; i++)
        {
            (await world.SignInAsync($"{500_000 + i}", "wrong", address: "192.0.2.7")).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        }

        (await world.SignInAsync("600000", "wrong", address: "192.0.2.7")).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await world.SignInAsync("600000", "wrong", address: "192.0.2.8")).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        world.Now += TimeSpan.FromMinutes(10);
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, address: "192.0.2.7")).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task When_no_slot_is_free_nothing_is_counted(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind, x => x with { HashingSlots = 1, HashingQueue = TimeSpan.FromMilliseconds(50) });
        using (await world.Get<PasswordGate>().EnterAsync())
        {
            (await world.SignInAsync("708900", "wrong")).Refusal.ShouldBe(new Refusal(RefusalCode.Unavailable));
        }

        await using var db = await world.DbAsync();
        (await db.SignInTries.CountAsync()).ShouldBe(0);
    }

    private static async Task UnblockAsync(AccessWorld world)
    {
        await using var db = await world.DbAsync();
        await db.SignInTries.ExecuteDeleteAsync();
        await db.Letters.ExecuteDeleteAsync();
        world.Hasher.Verified.Clear();
    }
}
