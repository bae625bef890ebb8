using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Tests.Access;
using Guichet.App.Tests.Access.Own;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Merchants;

public class BankAccountTests
{
    private const string First = "FR14 2004 1010 0505 0001 3M02 606", Second = "fr7630006000011234567890189";

    [Theory, EachDatabase]
    public async Task A_change_needs_the_second_factor_is_told_to_both_addresses_and_stays_a_fact(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using (var db = await world.DbAsync())
        {
            await db.Agreements.Where(a => a.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(a => a.ContactEmail, "contact@example.org"));
        }

        var (own, secret, codes) = await world.ProtectAsync();
        (await world.Get<ReadBankAccount>().RunAsync(own.Actor)).ShouldBe(new BankAccount(null, null, world.Now + AccessSettings.BankChangeWait, null));
        (await ChangeAsync(world, own, First, world.CodeOf(secret, 1))).Value.ShouldBe("FR14 •••• •••• •••• •••• •••• 606");
        (await ChangeAsync(world, own, Second, codes[0])).Refusal.ShouldBeNull();
        (await world.Get<ReadBankAccount>().RunAsync(own.Actor)).ShouldBe(new BankAccount("FR76 •••• •••• •••• •••• •••• 189", "Littoral SARL", world.Now + AccessSettings.BankChangeWait, world.Now + AccessSettings.BankChangeWait));

        var told = await world.ToldAsync(AccountLetterKind.BankAccountChanged);
        told.Select(letter => letter.Address).ShouldBe(["contact@example.org", "paul@example.org", "contact@example.org", "paul@example.org"]);
        told[^1].Details.ShouldBe(new AccountLetterDetails { Before = "FR14 •••• •••• •••• •••• •••• 606", After = "FR76 •••• •••• •••• •••• •••• 189", Merchant = "Littoral" });
        await using var after = await world.DbAsync();
        (await after.BankAccountChanges.OrderBy(c => c.Number).Select(c => new { c.Number, c.AccountId, c.Address, c.IbanBefore, c.IbanAfter }).ToListAsync()).ShouldBe(
        [
            new { Number = 1, AccountId = 1L, Address = (string?)"192.0.2.7", IbanBefore = (string?)null, IbanAfter = "FR1420041010050500013M02606" },
            new { Number = 2, AccountId = 1L, Address = (string?)"192.0.2.7", IbanBefore = (string?)"FR1420041010050500013M02606", IbanAfter = "FR7630006000011234567890189" },
        ]);
    }

    [Theory, EachDatabase]
    public async Task What_is_refused_changes_nothing_and_uses_no_code(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var plain = await world.OwnAsync();
        (await world.Get<ReadBankAccount>().RunAsync(plain.Actor)).MayChangeAt.ShouldBeNull();
        (await world.Get<ChangeBankAccount>().RunAsync(plain, First, "Littoral", new Proof(Password: AccessWorld.SignatoryPassword), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.SecondFactorMissing);

        var (own, secret, _) = await world.ProtectAsync();
        var code = world.CodeOf(secret, 1);
        (await ChangeAsync(world, own, "FR76", code)).Refusal!.Code.ShouldBe(RefusalCode.IbanInvalid);
        var holder = (await world.Get<ChangeBankAccount>().RunAsync(own, First, " ", new Proof(Code: code), world.Now, world.Now)).Refusal!;
        (holder.Code, holder.Field).ShouldBe((RefusalCode.TextInvalid, "holder"));
        (await ChangeAsync(world, own, First, "000000")).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        foreach (var role in (Role[])[Role.PointAccount, Role.Manager, Role.Cashier])
        {
            var other = own with { Actor = own.Actor with { Role = role } };
            (await ChangeAsync(world, other, First, code)).Refusal!.Code.ShouldBe(RefusalCode.Forbidden);
            await Should.ThrowAsync<UnauthorizedAccessException>(() => world.Get<ReadBankAccount>().RunAsync(other.Actor));
        }

        // Whoever has a stolen password sets a second factor up in a minute.
        var early = (await world.Get<ChangeBankAccount>().RunAsync(own, First, "Littoral", new Proof(Code: code), world.Now + AccessSettings.BankChangeWait - TimeSpan.FromSeconds(1), world.Now)).Refusal!;
        early.ShouldBe(new Refusal(RefusalCode.SecondFactorNew, world.Now + AccessSettings.BankChangeWait));
        (await world.ToldAsync(AccountLetterKind.BankAccountChanged)).ShouldBeEmpty();
        (await ChangeAsync(world, own, First, code)).Refusal.ShouldBeNull();
    }

    private static Task<Result<string>> ChangeAsync(AccessWorld world, MerchantAccess own, string iban, string code) =>
        world.Get<ChangeBankAccount>().RunAsync(own, iban, "Littoral SARL", new Proof(Code: code), world.Now + AccessSettings.BankChangeWait, world.Now);
}
