using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

public class ForgottenPasswordTests
{
    private const string New = "un tout autre mot choisi";

    [Theory, EachDatabase]
    public async Task The_link_sets_a_password_unblocks_and_signs_out_everywhere(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var session = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        (await world.Get<Sessions>().FindAsync(session, AccountArea.Merchant, touch: true, world.Now)).ShouldNotBeNull();
        for (var i = 0; i < 3; i++)
        {
            await world.SignInAsync("708900", "wrong");
        }

        await AskAsync(world, "708900");
        var token = await world.TokenAsync();
        (await world.Get<ResetPassword>().CheckAsync(AccountArea.Merchant, token, world.Now)).Refusal.ShouldBeNull();
        (await ResetAsync(world, token)).Refusal.ShouldBeNull();
        (await world.Get<Sessions>().FindAsync(session, AccountArea.Merchant, touch: true, world.Now)).ShouldBeNull();
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.SignInAsync("708900", New)).Refusal.ShouldBeNull();
    }

    /// <summary>A password alone would never pay: the code is chosen when activating.</summary>
    [Theory, EachDatabase]
    public async Task A_customer_who_never_activated_is_sent_the_activation_letter(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using var db = await world.DbAsync();
        var customer = await db.Accounts.AsNoTracking().FirstAsync(a => a.Kind == Guichet.App.Storage.Mapping.AccountKind.Customer);
        await db.Accounts.Where(a => a.Id == customer.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null).SetProperty(a => a.PinHash, (string?)null));
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Customer, customer.UserName!.Split(':')[^1], null, world.Now)).Refusal.ShouldBeNull();
        (await world.LettersAsync()).ShouldHaveSingleItem().Kind.ShouldBe((int)AccountLetterKind.Activation);
        (await db.OneTimeLinks.CountAsync()).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Asking_changes_nothing_on_the_account(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var session = (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Value.SessionKey;
        await AskAsync(world, "708900");
        (await world.Get<Sessions>().FindAsync(session, AccountArea.Merchant, touch: true, world.Now)).ShouldNotBeNull();
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_link_works_once_and_for_thirty_minutes_at_its_own_door(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await AskAsync(world, "708900");
        var first = await world.TokenAsync();
        (await world.Get<ResetPassword>().CheckAsync(AccountArea.Customer, first, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ResetAsync(world, first))));
        answers.Count(x => x.Refusal is null).ShouldBe(1);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.LinkUnusable);

        await AskAsync(world, "708900");
        var late = await world.TokenAsync();
        world.Now += TimeSpan.FromMinutes(30);
        (await ResetAsync(world, late)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await ResetAsync(world, "no token")).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
    }

    [Theory, EachDatabase]
    public async Task A_new_link_kills_the_one_before(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await AskAsync(world, "708900");
        var first = await world.TokenAsync();
        await AskAsync(world, "708900");
        (await ResetAsync(world, first)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await ResetAsync(world, await world.TokenAsync())).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Only_the_hash_of_the_token_is_readable_in_the_database(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await AskAsync(world, "10000651");
        var token = await world.TokenAsync();
        token.Length.ShouldBe(43);
        (await world.LettersAsync()).Single().Payload!.ShouldNotContain(token);
        await using var db = await world.DbAsync();
        (await db.OneTimeLinks.Select(x => x.TokenHash).SingleAsync()).ShouldBe(AccessKey.Hash(token));
    }

    [Theory]
    [EachDatabase(AccountArea.Merchant, "999999")]
    [EachDatabase(AccountArea.Merchant, "claire.vidal")]
    [EachDatabase(AccountArea.Merchant, "10000000011")]
    [EachDatabase(AccountArea.Customer, "nobody@example.org")]
    [EachDatabase(AccountArea.Customer, null)]
    public async Task Unknown_numbers_get_the_same_answer_and_no_letter(DatabaseKind kind, AccountArea area, string? number)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.Get<ForgottenPassword>().RunAsync(area, number, null, world.Now)).Refusal.ShouldBeNull();
        (await world.LettersAsync()).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_mailbox_gets_three_links_an_hour_and_the_last_one_keeps_working(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind, x => x with { LinksPerAddress = 8 });
        for (var i = 0; i < 7; i++)
        {
            await AskAsync(world, "708900", "192.0.2.1");
        }

        (await world.LettersAsync()).Count.ShouldBe(3);
        await AskAsync(world, "999999", "192.0.2.1");
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, "10000651", "192.0.2.1", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await ResetAsync(world, await world.TokenAsync())).Refusal.ShouldBeNull();
        world.Now += TimeSpan.FromHours(1);
        await AskAsync(world, "708900", "192.0.2.1");
        (await world.LettersAsync()).Count.ShouldBe(4);
    }

    [Theory]
    [EachDatabase("short", "short", RefusalCode.PasswordTooShort)]
    [EachDatabase("azertyazerty", "azertyazerty", RefusalCode.PasswordTooCommon)]
    [EachDatabase("littoral-signataire-2026", "littoral-signataire-2026", RefusalCode.PasswordTooCommon)]
    [EachDatabase(New, "another one entirely", RefusalCode.PasswordsDiffer)]
    public async Task A_refused_password_leaves_the_link_usable(DatabaseKind kind, string password, string again, RefusalCode refusal)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await AskAsync(world, "708900");
        var token = await world.TokenAsync();
        (await world.Get<ResetPassword>().RunAsync(AccountArea.Merchant, token, password, again, null, world.Now)).Refusal!.Code.ShouldBe(refusal);
        (await ResetAsync(world, token)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_customers_reset_forgets_the_devices(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var device = (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Value.DeviceKey;
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Customer, AccessWorld.CustomerNumber, null, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<ResetPassword>().RunAsync(AccountArea.Customer, await world.TokenAsync(), New, New, device, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<SignInByCode>().RunAsync(device, AccessWorld.Code, null, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        (await world.SignInAsync(AccessWorld.CustomerNumber, New, AccountArea.Customer)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task The_clearing_job_keeps_blocks_of_accounts_and_what_still_lives(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.SignInAsync("10000651", AccessWorld.PointPassword);
        await AskAsync(world, "10000651");
        for (var i = 0; i < 3; i++)
        {
            await world.SignInAsync("708900", "wrong");
            await world.SignInAsync("999999", "wrong");
        }

        (await world.Get<ClearAccess>().RunAsync(world.Now)).ShouldBe(0);
        world.Now += TimeSpan.FromDays(31);
        (await world.Get<ClearAccess>().RunAsync(world.Now)).ShouldBe(3); // a session, a link, the unknown number's count
        (await world.SignInAsync("708900", AccessWorld.SignatoryPassword)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.SignInAsync("999999", "wrong")).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
    }

    private static async Task AskAsync(AccessWorld world, string number, string? address = null) =>
        (await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, number, address, world.Now)).Refusal.ShouldBeNull();

    private static Task<Result<ResetDone>> ResetAsync(AccessWorld world, string token) => world.Get<ResetPassword>().RunAsync(AccountArea.Merchant, token, New, New, null, world.Now);
}
