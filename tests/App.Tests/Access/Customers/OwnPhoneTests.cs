using Guichet.App.Access;
using Guichet.App.Tests.Access.Own;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Access.Customers;

/// <summary>A customer's phones, code and password, changed from one of them.</summary>
public class OwnPhoneTests
{
    [Theory, EachDatabase]
    public async Task The_list_says_when_and_where_and_one_is_forgotten_and_signed_out(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (lost, phone) = (await world.PhoneAsync(), await world.PhoneAsync());
        world.Now += TimeSpan.FromMinutes(5);
        await world.Get<SignInByCode>().RunAsync(lost.DeviceKey, AccessWorld.Code, null, world.Now, new SessionPlace("203.0.113.5", "Firefox"));
        var devices = await world.Get<OwnDevices>().ReadAsync(phone, world.Now);
        devices.Select(d => (d.IsThis, d.LastSeenAt, d.Place)).ShouldBe([(true, AccessWorld.Start, CustomerSteps.Phone), (false, world.Now, new SessionPlace("203.0.113.5", "Firefox"))]);

        (await world.Get<OwnDevices>().RemoveAsync(phone, devices[1].Id)).Refusal.ShouldBeNull();
        (await world.OwnerAsync(lost.DeviceKey)).ShouldBeNull();
        (await world.AppAsync(lost.SessionKey)).ShouldBeNull();
        (await world.AppAsync(phone.SessionKey)).ShouldNotBeNull();
        (await world.Get<OwnDevices>().RemoveAsync(phone, devices[1].Id)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<OwnDevices>().ReadAsync(phone, world.Now)).ShouldHaveSingleItem().IsThis.ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task Nobody_forgets_the_phone_of_somebody_else(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var phone = await world.PhoneAsync();
        var id = (await world.Get<OwnDevices>().ReadAsync(phone, world.Now))[0].Id;
        var other = phone with { Actor = new CustomerActor(99, 2, "Karim", null), AccountId = 99 };
        (await world.Get<OwnDevices>().RemoveAsync(other, id)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<OwnDevices>().ReadAsync(other, world.Now)).ShouldBeEmpty();
        (await world.OwnerAsync(phone.DeviceKey)).ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task Signing_out_everywhere_leaves_no_phone_on_which_the_code_is_enough(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (lost, phone) = (await world.PhoneAsync(), await world.PhoneAsync());
        await world.Get<SignOutEverywhere>().RunAsync(phone, world.Now);
        foreach (var each in new[] { lost, phone })
        {
            (await world.AppAsync(each.SessionKey)).ShouldBeNull();
            (await world.OwnerAsync(each.DeviceKey)).ShouldBeNull();
        }
    }

    [Theory, EachDatabase]
    public async Task A_new_code_needs_the_password_is_not_weak_and_is_asked_on_every_phone(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (other, phone) = (await world.PhoneAsync(), await world.PhoneAsync());
        var change = world.Get<ChangePin>();
        foreach (var weak in new[] { "1234", "0000", "1988", "2727", "12", "12a4", null })
        {
            (await change.RunAsync(phone, AccessWorld.CustomerPassword, weak, weak, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.CodeTooWeak, weak);
        }

        (await change.RunAsync(phone, AccessWorld.CustomerPassword, "8305", "8306", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.CodesDiffer);
        (await change.RunAsync(phone, "une-autre-phrase-de-passe", "8305", "8305", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        var session = (await change.RunAsync(phone, AccessWorld.CustomerPassword, "8305", "8305", world.Now)).Value.Session;

        (await world.AppAsync(session.SessionKey)).ShouldNotBeNull();
        (await world.AppAsync(other.SessionKey)).ShouldBeNull();
        foreach (var device in new[] { session.DeviceKey, other.DeviceKey })
        {
            (await world.Get<SignInByCode>().RunAsync(device, AccessWorld.Code, null, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 2));
            (await world.Get<SignInByCode>().RunAsync(device, "8305", null, world.Now)).Refusal.ShouldBeNull();
        }

        (await world.ToldAsync(AccountLetterKind.PinChanged)).ShouldHaveSingleItem().Address.ShouldBe(AccessWorld.CustomerEmail);
    }

    [Theory, EachDatabase]
    public async Task A_new_password_forgets_every_other_phone(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (other, phone) = (await world.PhoneAsync(), await world.PhoneAsync());
        const string Next = "une nouvelle phrase de la cliente";
        (await world.Get<ChangePassword>().RunAsync(phone, "une-autre-phrase-de-passe", Next, Next, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        var session = (await world.Get<ChangePassword>().RunAsync(phone, AccessWorld.CustomerPassword, Next, Next, world.Now)).Value.Session;
        (await world.OwnerAsync(other.DeviceKey)).ShouldBeNull();
        (await world.Get<CheckCode>().RunAsync(CustomerSteps.Lea, session.DeviceKey, AccessWorld.Code, world.Now)).Refusal.ShouldBeNull("the code stays");
        (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.PhoneAsync(Next)).SessionKey.ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task Three_wrong_codes_ask_for_the_password_and_three_wrong_passwords_block(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var phone = await world.PhoneAsync();
        for (var left = 2; left >= 0; left--)
        {
            (await world.Get<SignInByCode>().RunAsync(phone.DeviceKey, "1595", null, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, left));
        }

        (await world.OwnerAsync(phone.DeviceKey)).ShouldBeNull();
        foreach (var expected in new[] { RefusalCode.WrongCredentials, RefusalCode.WrongCredentials, RefusalCode.AccountBlocked, RefusalCode.AccountBlocked })
        {
            (await world.SignInAsync(AccessWorld.CustomerEmail, "une-autre-phrase-de-passe", AccountArea.Customer, device: phone.DeviceKey)).Refusal!.Code.ShouldBe(expected);
        }

        (await world.SignInAsync(AccessWorld.CustomerEmail, AccessWorld.CustomerPassword, AccountArea.Customer)).Refusal!.Code.ShouldBe(RefusalCode.AccountBlocked);
        (await world.ToldAsync(AccountLetterKind.Blocked)).Count.ShouldBe(1);
    }
}
