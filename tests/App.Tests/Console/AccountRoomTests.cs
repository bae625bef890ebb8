using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Console;

/// <summary>Who is shut out is found, and helped without anybody here knowing a password.</summary>
public class AccountRoomTests
{
    private static readonly OperatorActor Claire = new(5, "Claire Vidal", null);

    [Theory, EachDatabase]
    public async Task Blocked_accounts_are_listed_and_numbers_that_nobody_has_are_not(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await BlockAsync(world, AccessWorld.Signatory);
        await BlockAsync(world, "999999");
        await world.SignInAsync(AccessWorld.PointAccount, "wrong");
        var find = world.Get<FindAccounts>();
        var blocked = (await find.BlockedAsync()).ShouldHaveSingleItem();
        (blocked.Id, blocked.Number, blocked.ByStrangers, blocked.Since).ShouldBe((1L, AccessWorld.Signatory, true, world.Now));
        (await find.CountBlockedAsync()).ShouldBe(1);
        (await find.ReadAsync(1, world.Now)).Value.BlockedSince.ShouldBe(world.Now);
        (await find.ReadAsync(2, world.Now)).Value.BlockedSince.ShouldBeNull();
        (await find.ReadAsync(999, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task A_known_browser_that_is_blocked_is_told_apart(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var opened = (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value;
        for (var i = 0; i < AccessSettings.MaxTries; i++)
        {
            await world.SignInAsync(AccessWorld.Signatory, "wrong", device: opened.DeviceKey);
        }

        (await world.Get<FindAccounts>().BlockedAsync()).ShouldHaveSingleItem().ByStrangers.ShouldBeFalse();
        var state = (await world.Get<FindAccounts>().ReadAsync(1, world.Now)).Value;
        (state.BlockedBrowsers, state.Devices, state.Sessions, state.HasSecondFactor, state.LastSeenAt, state.AgreementNumber).ShouldBe((1, 1, 1, false, world.Now, AccessWorld.Signatory));
    }

    [Theory]
    [EachDatabase(AccessWorld.Signatory, 1)]
    [EachDatabase("lea@example.org", 3)]
    [EachDatabase(AccessWorld.CustomerNumber, 3)]
    [EachDatabase("Claire.Vidal", 5)]
    [EachDatabase("999999", null)]
    [EachDatabase("", null)]
    public async Task An_account_is_found_by_what_it_signs_in_with(DatabaseKind kind, string typed, int? id)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.Get<FindAccounts>().SearchAsync(typed)).ShouldBe(id);
    }

    [Theory, EachDatabase]
    public async Task A_mailed_link_unblocks_and_is_limited(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await BlockAsync(world, AccessWorld.Signatory);
        (await world.Get<SendPasswordLink>().RunAsync(Claire, 1, world.Now)).Refusal.ShouldBeNull();
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        const string Phrase = "une phrase bien à moi";
        (await world.Get<ResetPassword>().RunAsync(AccountArea.Merchant, await world.TokenAsync(), Phrase, Phrase, null, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<FindAccounts>().CountBlockedAsync()).ShouldBe(0);
        (await world.SignInAsync(AccessWorld.Signatory, Phrase)).Refusal.ShouldBeNull();
        (await world.Get<SendPasswordLink>().RunAsync(Claire, 1, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<SendPasswordLink>().RunAsync(Claire, 1, world.Now)).Refusal.ShouldBeNull();
        (await world.Get<SendPasswordLink>().RunAsync(Claire, 1, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.TooManyAttempts, 60));
        (await world.Get<SendPasswordLink>().RunAsync(Claire, 999, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<ReadAudit>().PageAsync(null)).Select(x => $"{x.Action} {x.Subjects}").ShouldBe(Enumerable.Repeat("account.password-link account:1", 3));
    }

    [Theory, EachDatabase]
    public async Task A_lost_second_factor_is_removed_and_its_holder_signed_out_and_told(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var opened = (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value;
        await using (var db = await world.DbAsync())
        {
            await db.Accounts.Where(a => a.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, true));
            world.Get<SecondFactorSecret>().Add(db, 1, new byte[20], 1);
            await db.SaveChangesAsync();
        }

        var remove = world.Get<RemoveSecondFactor>();
        (await remove.RunAsync(Claire, 1, " ", world.Now)).Refusal!.Field.ShouldBe("reason");
        (await remove.RunAsync(Claire, 2, "Téléphone perdu", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => remove.RunAsync(Claire, 1, "Téléphone perdu", world.Now))));
        answers.Count(x => x.Refusal is null).ShouldBe(1);
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: false, world.Now)).ShouldBeNull();
        var state = (await world.Get<FindAccounts>().ReadAsync(1, world.Now)).Value;
        (state.HasSecondFactor, state.Devices, state.Sessions).ShouldBe((false, 0, 0));
        var letter = (await world.LettersAsync()).Single(x => x.Kind == (int)AccountLetterKind.SecondFactorRemoved);
        world.Get<AccountLetters>().ReadDetails(letter.Payload)!.Reason.ShouldBe("Téléphone perdu");
        (await world.Get<ReadAudit>().PageAsync(null)).ShouldHaveSingleItem().Action.ShouldBe(AuditAction.SecondFactorRemoved);
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value.IsHalf.ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task An_operators_second_factor_is_not_removed_here(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.SetUpAsync();
        (await world.Get<RemoveSecondFactor>().RunAsync(Claire, 5, "Téléphone perdu", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<FindAccounts>().ReadAsync(5, world.Now)).Value.MayRemoveSecondFactor.ShouldBeFalse();
    }

    private static async Task BlockAsync(AccessWorld world, string number)
    {
        for (var i = 0; i < AccessSettings.MaxTries; i++)
        {
            await world.SignInAsync(number, "wrong");
        }
    }
}
