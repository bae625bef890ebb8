using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Tests.Access;

/// <summary>Blocking is no weapon: what strangers guess closes the account to strangers, and the till goes on.</summary>
public class KnownBrowserTests
{
    private const string New = "un tout autre mot choisi";

    [Theory]
    [EachDatabase(AccountArea.Merchant, AccessWorld.Signatory, AccessWorld.SignatoryPassword)]
    [EachDatabase(AccountArea.Customer, AccessWorld.CustomerNumber, AccessWorld.CustomerPassword)]
    public async Task Strangers_block_strangers_and_a_browser_that_signed_in_before_still_does(DatabaseKind kind, AccountArea area, string number, string password)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = (await world.SignInAsync(number, password, area)).Value.DeviceKey;
        await GuessAsync(world, number, area, times: 20);
        world.Hasher.Verified.Count.ShouldBe(1 + 3);
        (await world.SignInAsync(number, password, area)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.SignInAsync(number, password, area, device: AccessKey.New())).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);

        var again = (await world.SignInAsync(number, password, area, device: till)).Value.DeviceKey;
        (await world.SignInAsync(number, password, area)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked, "a known browser does not open the door for others");
        (await world.SignInAsync(number, password, area, device: again)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_known_browser_has_three_tries_as_the_guide_says_and_strangers_keep_theirs(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.DeviceKey;
        await GuessAsync(world, "708900", AccountArea.Merchant, times: 3, device: till);
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, device: till)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.LettersAsync()).Single().Kind.ShouldBe((int)AccountLetterKind.Blocked);
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Of_sixty_guesses_at_once_on_a_known_browser_three_are_verified(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.DeviceKey;
        world.Hasher.Verified.Clear();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => world.SignInAsync("708900", $"guess {i}", device: till))));
        world.Hasher.Verified.Count.ShouldBe(3);
    }

    [Theory, EachDatabase]
    public async Task A_till_knows_several_accounts_and_signing_in_to_one_gives_no_more_guesses_at_another(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.DeviceKey;
        (await world.SignInAsync("10000651", AccessWorld.PointPassword, device: till)).Value.DeviceKey.ShouldBe(till);
        await GuessAsync(world, "708900", AccountArea.Merchant, times: 2, device: till);
        var kept = (await world.SignInAsync("10000651", AccessWorld.PointPassword, device: till)).Value.DeviceKey;
        (await world.SignInAsync("708900", "wrong", device: kept)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.SignInAsync("10000651", AccessWorld.PointPassword, device: kept)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_mailed_link_unblocks_and_makes_its_browser_known(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.DeviceKey;
        await GuessAsync(world, "708900", AccountArea.Merchant, times: 3, device: till);
        await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, "708900", null, world.Now);
        var done = (await world.Get<ResetPassword>().RunAsync(AccountArea.Merchant, await world.TokenAsync(), New, New, till, world.Now)).Value;
        await GuessAsync(world, "708900", AccountArea.Merchant, times: 3);
        (await world.SignInAsync("708900", New)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.SignInAsync("708900", New, device: till)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked, "every browser was forgotten");
        (await world.SignInAsync("708900", New, device: done.DeviceKey)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_holder_is_told_of_a_new_browser_and_not_of_the_first_nor_of_a_known_one(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var first = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.DeviceKey;
        await world.SignInAsync("708900", AccessWorld.SignatoryPassword, device: first);
        (await world.LettersAsync()).ShouldBeEmpty();
        await world.SignInAsync("708900", AccessWorld.SignatoryPassword);
        var letter = (await world.LettersAsync()).ShouldHaveSingleItem();
        (letter.Kind, letter.AccountId, letter.Address).ShouldBe(((int)AccountLetterKind.NewDevice, 1L, "paul@example.org"));
    }

    [Theory, EachDatabase]
    public async Task A_browser_is_a_stranger_again_after_half_a_year_and_its_count_is_cleared(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var till = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.DeviceKey;
        await world.SignInAsync("708900", "wrong", device: till);
        await GuessAsync(world, "708900", AccountArea.Merchant, times: 3);
        world.Now += TimeSpan.FromDays(181);
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, device: till)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        await world.Get<ClearAccess>().RunAsync(world.Now);
        await using var db = await world.DbAsync();
        (await db.SignInTries.SingleAsync()).Subject[0].ShouldBe(SignInTries.AccountMark);
        (await db.KnownDevices.CountAsync()).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_known_till_signs_in_from_an_address_that_guesses(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind, x => x with { FailuresPerAddress = 3 });
        var till = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, address: "192.0.2.7")).Value.DeviceKey;
        for (var i = 0; i < 4; i++)
        {
            await world.SignInAsync($"{500_000 + i}", "wrong", address: "192.0.2.7");
        }

        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, address: "192.0.2.7")).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword, address: "192.0.2.7", device: till)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Many_blocks_within_ten_minutes_ring_once()
    {
        var log = new Ringing();
        var alarm = new BlockAlarm(new AccessSettings { KeysFolder = "", Demonstration = false, BlocksBeforeAlarm = 2 }, log);
        for (var i = 0; i < 5; i++)
        {
            alarm.Blocked(AccessWorld.Start);
        }

        alarm.Blocked(AccessWorld.Start + TimeSpan.FromMinutes(10));
        log.Levels.ShouldBe([LogLevel.Critical]);
    }

    private static async Task GuessAsync(AccessWorld world, string number, AccountArea area, int times, string? device = null)
    {
        for (var i = 0; i < times; i++)
        {
            (await world.SignInAsync(number, $"guess {i}", area, device: device)).Refusal.ShouldNotBeNull();
        }
    }

    private sealed class Ringing : ILogger<SignIn>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Levels.Add(logLevel);
    }
}
