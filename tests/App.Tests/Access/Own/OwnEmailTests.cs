using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Access.Own;

public class OwnEmailTests
{
    private const string Old = "paul@example.org", New = "paul.riviere@example.net";
    private static readonly Proof Password = new(Password: AccessWorld.SignatoryPassword);

    [Theory, EachDatabase]
    public async Task The_new_address_proves_itself_once_and_the_old_one_is_told(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        (await world.Get<AskNewEmail>().RunAsync(own, $" {New} ", Password, world.Now, world.Now)).Value.ShouldBe(New);
        (await world.AccountAsync()).Email.ShouldBe(Old, "nothing changes before the link is used");
        var (address, details) = (await world.ToldAsync(AccountLetterKind.EmailLink)).ShouldHaveSingleItem();
        address.ShouldBe(New);

        (await world.Get<ConfirmNewEmail>().CheckAsync(details.Token, world.Now)).Value.ShouldBe(New);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Get<ConfirmNewEmail>().RunAsync(details.Token, world.Now))));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);

        (await world.AccountAsync()).Email.ShouldBe(New);
        var told = (await world.ToldAsync(AccountLetterKind.EmailChanged)).ShouldHaveSingleItem();
        told.Address.ShouldBe(Old);
        told.Details.After.ShouldBe(CustomerIdentifier.Mask(New));
    }

    [Theory, EachDatabase]
    public async Task A_link_is_of_its_time_and_of_its_kind_and_the_newest_counts(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        await world.Get<AskNewEmail>().RunAsync(own, "first@example.net", Password, world.Now, world.Now);
        await world.Get<AskNewEmail>().RunAsync(own, New, Password, world.Now, world.Now);
        var tokens = (await world.ToldAsync(AccountLetterKind.EmailLink)).ConvertAll(letter => letter.Details.Token);
        (await world.Get<ConfirmNewEmail>().CheckAsync(tokens[0], world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.Get<ResetPassword>().CheckAsync(AccountArea.Merchant, tokens[1], world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.Get<ConfirmNewEmail>().CheckAsync(tokens[1], world.Now.AddMinutes(29))).Refusal.ShouldBeNull();
        (await world.Get<ConfirmNewEmail>().RunAsync(tokens[1], world.Now.AddMinutes(30))).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.Get<ConfirmNewEmail>().RunAsync(null, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);

        await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, AccessWorld.Signatory, null, world.Now);
        (await world.Get<ConfirmNewEmail>().CheckAsync(await world.TokenAsync(), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.AccountAsync()).Email.ShouldBe(Old);
    }

    /// <summary>Somebody with the password asked for it; the owner takes the account back.</summary>
    [Theory, EachDatabase]
    public async Task A_link_dies_with_a_mailed_new_password_and_with_signing_out_everywhere(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.Get<AskNewEmail>().RunAsync(await world.OwnAsync(), New, Password, world.Now, world.Now);
        await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, AccessWorld.Signatory, null, world.Now);
        (await world.Get<ResetPassword>().RunAsync(AccountArea.Merchant, await world.TokenAsync(), AccessWorld.SignatoryPassword, AccessWorld.SignatoryPassword, null, world.Now)).Refusal.ShouldBeNull();
        await ShouldBeDeadAsync(0);

        var own = await world.OwnAsync();
        await world.Get<AskNewEmail>().RunAsync(own, New, Password, world.Now, world.Now);
        await world.Get<SignOutEverywhere>().RunAsync(own, world.Now);
        await ShouldBeDeadAsync(1);

        async Task ShouldBeDeadAsync(int letter)
        {
            var token = (await world.ToldAsync(AccountLetterKind.EmailLink))[letter].Details.Token;
            (await world.Get<ConfirmNewEmail>().RunAsync(token, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
            (await world.AccountAsync()).Email.ShouldBe(Old);
        }
    }

    [Theory, EachDatabase]
    public async Task It_asks_for_what_the_account_has_and_fills_no_mailbox(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        (await world.Get<AskNewEmail>().RunAsync(own, "no address", Password, world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.EmailInvalid);
        (await world.Get<AskNewEmail>().RunAsync(own, New, new Proof(Password: "wrong-wrong-wrong"), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        for (var i = 0; i < 3; i++)
        {
            (await world.Get<AskNewEmail>().RunAsync(own, New, Password, world.Now, world.Now)).Refusal.ShouldBeNull();
        }

        (await world.Get<AskNewEmail>().RunAsync(own, New, Password, world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        world.Now += TimeSpan.FromHours(1);
        var (secured, secret, _) = await world.ProtectAsync();
        (await world.Get<AskNewEmail>().RunAsync(secured, New, Password, world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        (await world.Get<AskNewEmail>().RunAsync(secured, New, new Proof(Code: world.CodeOf(secret, 1)), world.Now, world.Now)).Refusal.ShouldBeNull();
    }
}
