using Guichet.App.Access;
using Guichet.App.Tests.Access.Own;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Access.Customers;

/// <summary>A customer's passkey: added with the code or the password, opens the app on any phone.</summary>
public class CustomerPasskeyTests
{
    [Theory, EachDatabase]
    public async Task The_code_or_the_password_adds_one_and_it_opens_the_app_on_a_new_phone(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var phone = await world.PhoneAsync();
        (await AddAsync(world, phone, passkey, new Proof(Code: "1595"))).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 2));
        (await AddAsync(world, phone, passkey, new Proof("une-autre-phrase-de-passe"))).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await AddAsync(world, phone, passkey, new Proof())).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await AddAsync(world, phone, passkey, new Proof(Code: AccessWorld.Code))).Value.Name.ShouldBe("Téléphone de Léa");
        using var second = new SoftwareAuthenticator();
        (await AddAsync(world, phone, second, new Proof(AccessWorld.CustomerPassword))).Refusal.ShouldBeNull();
        (await world.ToldAsync(AccountLetterKind.PasskeyAdded)).Count.ShouldBe(2);

        var opened = (await OpenAsync(world, passkey)).Value;
        (await world.AppAsync(opened.SessionKey)).ShouldNotBeNull().CustomerId.ShouldBe(1);
        (await world.Get<CheckCode>().RunAsync(CustomerSteps.Lea, opened.DeviceKey, AccessWorld.Code, world.Now)).Refusal.ShouldBeNull("the code stays beside it");
        (await world.ToldAsync(AccountLetterKind.NewDevice)).Count.ShouldBe(1);
        for (var i = 0; i < 3; i++)
        {
            await world.Get<SignInByCode>().RunAsync(opened.DeviceKey, "1595", null, world.Now);
        }

        (await world.AppAsync(opened.SessionKey)).ShouldBeNull("its session dies with its phone");
    }

    [Theory, EachDatabase]
    public async Task One_that_was_removed_and_one_that_verifies_nobody_open_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var phone = await world.PhoneAsync();
        var added = (await AddAsync(world, phone, passkey, new Proof(Code: AccessWorld.Code))).Value;
        passkey.VerifiesItsHolder = false;
        (await OpenAsync(world, passkey)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        passkey.VerifiesItsHolder = true;
        (await OpenAsync(world, passkey, AccountArea.Merchant)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        (await OpenAsync(world, passkey)).Refusal.ShouldBeNull();
        (await world.Get<RenamePasskey>().RunAsync(phone, added.Id, "Ancienne")).Value.ShouldBe("Ancienne");
        (await world.Get<RemovePasskey>().RunAsync(phone, added.Id, world.Now)).Refusal.ShouldBeNull();
        (await OpenAsync(world, passkey)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
    }

    private static async Task<Result<OwnPasskey>> AddAsync(AccessWorld world, CustomerAccess phone, SoftwareAuthenticator passkey, Proof proof)
    {
        var question = (await world.Get<AskPasskey>().ToAddAsync(phone, world.Now)).Value;
        return await world.Get<AddPasskey>().RunAsync(phone, "Téléphone de Léa", passkey.Create(question), proof, world.Now, world.Now);
    }

    private static async Task<Result<OpenedSession>> OpenAsync(AccessWorld world, SoftwareAuthenticator passkey, AccountArea area = AccountArea.Customer)
    {
        var browser = new HalfSignIn(area, null);
        return await world.Get<SignInByPasskey>().AloneAsync(browser, passkey.Get(await world.Get<AskPasskey>().ToSignInAsync(browser, world.Now)), world.Now);
    }
}
