using Guichet.App.Access;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access;

public class ActivationTests
{
    private const string Number = "708950", Customer = "10000000028", CustomerEmail = "zoe@example.org", Password = "les pins et la dune du soir", Pin = "4071";
    private const long MerchantId = 90, CustomerAccountId = 91;

    [Theory, EachDatabase]
    public async Task A_code_sets_the_first_password_once_and_signs_in_on_a_known_browser(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, MerchantId);
        var opened = (await ActivateAsync(world, Number, code)).Value;
        opened.IsHalf.ShouldBeFalse();
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: true, world.Now)).ShouldNotBeNull();
        (await world.SignInAsync(Number, Password, device: opened.DeviceKey)).Refusal.ShouldBeNull();
        (await world.LettersAsync()).ShouldBeEmpty(); // nothing of a new device: it is the first
        (await ActivateAsync(world, Number, code, "une autre phrase de passe")).Refusal!.Code.ShouldBe(RefusalCode.ActivationRefused);
        (await world.SignInAsync(Number, Password)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Of_two_browsers_with_the_same_code_one_wins(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, MerchantId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => ActivateAsync(world, Number, code, $"{Password} {i}{i}"))));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
        answers.Where(answer => answer.Refusal is not null).ShouldAllBe(answer => answer.Refusal!.Code == RefusalCode.ActivationRefused);
        var winner = Array.FindIndex(answers, answer => answer.Refusal is null);
        (await world.SignInAsync(Number, $"{Password} {winner}{winner}")).Refusal.ShouldBeNull();
        await using var db = await world.DbAsync();
        (await db.ActivationCodes.AnyAsync()).ShouldBeFalse();
        (await db.Sessions.CountAsync(x => x.AccountId == MerchantId)).ShouldBe(2); // the winner's and the one above
    }

    [Theory, EachDatabase]
    public async Task Whatever_is_wrong_the_answer_is_the_same(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, MerchantId);
        var expected = new Refusal(RefusalCode.ActivationRefused);
        (await ActivateAsync(world, "708951", code)).Refusal.ShouldBe(expected); // nobody's number
        (await ActivateAsync(world, "x", code)).Refusal.ShouldBe(expected);
        (await ActivateAsync(world, Number, "aaaaa-aaaaa")).Refusal.ShouldBe(expected);
        (await ActivateAsync(world, Number, new string('a', 10_000))).Refusal.ShouldBe(expected);
        (await ActivateAsync(world, AccessWorld.Signatory, code)).Refusal.ShouldBe(expected); // has a password
        (await ActivateAsync(world, Number, code, area: AccountArea.Customer)).Refusal.ShouldBe(expected); // the other door
        world.Now += ActivationCodes.Life;
        (await ActivateAsync(world, Number, code)).Refusal.ShouldBe(expected);
    }

    [Theory, EachDatabase]
    public async Task An_account_that_has_a_password_keeps_it_even_from_a_right_code(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, 1);
        (await ActivateAsync(world, AccessWorld.Signatory, code)).Refusal!.Code.ShouldBe(RefusalCode.ActivationRefused);
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Refusal.ShouldBeNull();
        var other = await AddCodeAsync(world, MerchantId);
        await using var db = await world.DbAsync();
        await db.Accounts.Where(x => x.Id == MerchantId).ExecuteUpdateAsync(set => set.SetProperty(x => x.DisabledAt, world.Now));
        (await ActivateAsync(world, Number, other)).Refusal!.Code.ShouldBe(RefusalCode.ActivationRefused);
    }

    [Theory, EachDatabase]
    public async Task Five_tries_at_once_or_one_by_one_use_a_code_up(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, MerchantId);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ActivateAsync(world, Number, "aaaaa-aaaaa"))));
        (await ActivateAsync(world, Number, code)).Refusal!.Code.ShouldBe(RefusalCode.ActivationRefused);
        (await ActivateAsync(world, Number, await AddCodeAsync(world, MerchantId))).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_password_that_is_refused_costs_no_try(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, MerchantId);
        for (var i = 0; i < 2 * ActivationCodes.MaxTries; i++)
        {
            (await ActivateAsync(world, Number, code, "court")).Refusal!.Code.ShouldBe(RefusalCode.PasswordTooShort);
            (await ActivateAsync(world, Number, code, "jeannedupin!!")).Refusal!.Code.ShouldBe(RefusalCode.PasswordTooCommon); // known of the account alone
            (await ActivateAsync(world, Number, code, Password, again: "autre chose encore")).Refusal!.Code.ShouldBe(RefusalCode.PasswordsDiffer);
        }

        (await ActivateAsync(world, Number, code)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_network_address_has_thirty_wrong_ones_an_hour(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        for (var i = 0; i < 30; i++)
        {
            (await ActivateAsync(world, "708951", "aaaaa-aaaaa", address: "192.0.2.1")).Refusal!.Code.ShouldBe(RefusalCode.ActivationRefused);
        }

        var code = await AddCodeAsync(world, MerchantId);
        (await ActivateAsync(world, Number, code, address: "192.0.2.1")).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await ActivateAsync(world, Number, code, address: "192.0.2.2")).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_customer_also_chooses_a_code_for_the_phone(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        var code = await AddCodeAsync(world, CustomerAccountId);
        foreach (var weak in (string?[])["1234", "0000", "1985", "12", "abcd", null])
        {
            (await ActivateAsync(world, Customer, code, area: AccountArea.Customer, pin: weak)).Refusal!.ShouldBe(new Refusal(RefusalCode.CodeTooWeak));
        }

        (await ActivateAsync(world, Customer, code, area: AccountArea.Customer, pinAgain: "4072")).Refusal!.Code.ShouldBe(RefusalCode.CodesDiffer);
        var opened = (await ActivateAsync(world, CustomerEmail, code, area: AccountArea.Customer)).Value;
        (await world.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: true, world.Now)).ShouldNotBeNull();
        (await world.Get<SignInByCode>().RunAsync(opened.DeviceKey, Pin, null, world.Now)).Refusal.ShouldBeNull();
        (await world.SignInAsync(Customer, Password, AccountArea.Customer)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_new_code_is_mailed_to_the_account_s_own_address_now_and_then(DatabaseKind kind)
    {
        await using var world = await WorldAsync(kind);
        foreach (var nobody in (string?[])["708951", "x", null, AccessWorld.Signatory, Customer])
        {
            (await AskAsync(world, nobody)).Refusal.ShouldBeNull();
        }

        (await world.LettersAsync()).ShouldBeEmpty();
        await AskAsync(world, Number);
        await AskAsync(world, Number);
        var letter = (await world.LettersAsync()).ShouldHaveSingleItem();
        (letter.AccountId, letter.Address).ShouldBe((MerchantId, "jeanne@example.org"));
        var first = CodeOf(world, letter);
        world.Now += new AccessSettings { KeysFolder = "", Demonstration = true }.ActivationLetterGap;
        await AskAsync(world, Number);
        var second = CodeOf(world, (await world.LettersAsync())[^1]);
        (await ActivateAsync(world, Number, first)).Refusal!.Code.ShouldBe(RefusalCode.ActivationRefused);
        (await ActivateAsync(world, Number, second)).Refusal.ShouldBeNull();
        world.Now += TimeSpan.FromHours(1);
        await AskAsync(world, Number); // has a password now
        (await world.LettersAsync()).Count.ShouldBe(2);
    }

    private static string CodeOf(AccessWorld world, LetterRow letter) => world.Get<AccountLetters>().ReadDetails(letter.Payload)!.Code!;

    private static Task<Result<AccountArea>> AskAsync(AccessWorld world, string? number) => world.Get<AskActivationCode>().RunAsync(AccountArea.Merchant, number, null, world.Now);

    private static Task<Result<OpenedSession>> ActivateAsync(AccessWorld world, string number, string code, string password = Password, string? again = null, AccountArea area = AccountArea.Merchant,
        string? address = null, string? pin = Pin, string? pinAgain = null) =>
        world.Get<ActivateAccount>().RunAsync(new ActivationForm(area, number, code, password, again ?? password) { Pin = pin, PinAgain = pinAgain ?? pin, Place = new(address, null) }, world.Now);

    private static async Task<string> AddCodeAsync(AccessWorld world, long accountId)
    {
        await using var db = await world.DbAsync();
        var code = await world.Get<ActivationCodes>().AddAsync(db, accountId, world.Now);
        await db.SaveChangesAsync();
        return code;
    }

    /// <summary>With a merchant and a customer who have no password yet.</summary>
    private static async Task<AccessWorld> WorldAsync(DatabaseKind kind)
    {
        var world = await AccessWorld.CreateAsync(kind);
        await using var db = await world.DbAsync();
        db.Customers.Add(new CustomerRow { Id = 90, Number = Customer, Email = CustomerEmail, FirstName = "Zoé", LastName = "Petit" });
        db.Accounts.AddRange(
            NewAccount.Of(MerchantId, $"m:{Number}", AccountKind.Signatory, "Jeanne", "Dupin", "jeanne@example.org", agreementId: 1),
            NewAccount.Of(CustomerAccountId, $"c:{Customer}", AccountKind.Customer, "Zoé", "Petit", CustomerEmail, customerId: 90));
        await db.SaveChangesAsync();
        return world;
    }
}
