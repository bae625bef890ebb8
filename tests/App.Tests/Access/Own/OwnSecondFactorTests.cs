using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Access.Own;

public class OwnSecondFactorTests
{
    [Theory, EachDatabase]
    public async Task A_merchant_sets_it_up_and_is_asked_from_then_on(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (before, elsewhere) = (await world.OwnAsync(), await world.OwnAsync());
        var offer = (await world.Get<SetUpOwnSecondFactor>().OfferAsync(before)).ShouldNotBeNull();
        (await world.Get<SetUpOwnSecondFactor>().OfferAsync(before)).ShouldBe(offer);
        (await world.Get<SetUpOwnSecondFactor>().OfferAsync(elsewhere))!.Secret.ShouldNotBe(offer.Secret);

        var done = (await world.Get<SetUpOwnSecondFactor>().RunAsync(before, AccessWorld.SignatoryPassword, world.CodeOf(offer.Secret), world.Now, world.Now)).Value;

        done.RecoveryCodes.Distinct().Count().ShouldBe(10);
        done.Session.SessionKey.ShouldNotBe(before.SessionKey);
        (await world.FindAsync(done.Session.SessionKey)).ShouldNotBeNull();
        (await world.FindAsync(before.SessionKey)).ShouldBeNull();
        (await world.FindAsync(elsewhere.SessionKey)).ShouldBeNull();
        (await world.Get<SetUpOwnSecondFactor>().OfferAsync(world.At(done.Session))).ShouldBeNull();
        (await world.ToldAsync(AccountLetterKind.SecondFactorOn)).Count.ShouldBe(1);

        var half = (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value;
        half.IsHalf.ShouldBeTrue();
        (await world.FindAsync(half.SessionKey)).ShouldBeNull();
        var opened = (await world.TryAsync(new HalfSignIn(AccountArea.Merchant, half.SessionKey), world.CodeOf(offer.Secret, 1))).Value;
        opened.SessionKey.ShouldNotBe(half.SessionKey);
        (await world.FindAsync(opened.SessionKey)).ShouldNotBeNull().AccountId.ShouldBe(1);
        (await world.SignInAsync(AccessWorld.PointAccount, AccessWorld.PointPassword)).Value.IsHalf.ShouldBeFalse("others chose nothing");
    }

    [Theory, EachDatabase]
    public async Task Neither_a_stolen_session_nor_a_wrong_code_sets_it_up(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        var secret = (await world.Get<SetUpOwnSecondFactor>().OfferAsync(own))!.Secret;
        (await world.Get<SetUpOwnSecondFactor>().RunAsync(own, "not-the-password", world.CodeOf(secret), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongPassword);
        (await world.Get<SetUpOwnSecondFactor>().RunAsync(own, AccessWorld.SignatoryPassword, "12", world.Now, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 5));
        (await world.Get<SetUpOwnSecondFactor>().RunAsync(own, AccessWorld.SignatoryPassword, "000000", world.Now, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 4));
        (await world.AccountAsync()).TwoFactorEnabled.ShouldBeFalse();
        (await world.LettersAsync()).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Recovery_codes_are_renewed_and_the_factor_switched_off_with_a_fresh_code_only(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (own, secret, codes) = await world.ProtectAsync();
        (await world.Get<NewRecoveryCodes>().RunAsync(own, new Proof(Code: world.CodeOf(secret)), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode, "used at the set-up");
        (await world.Get<NewRecoveryCodes>().RunAsync(own, new Proof(Password: AccessWorld.SignatoryPassword), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);

        var renewed = (await world.Get<NewRecoveryCodes>().RunAsync(own, new Proof(Code: codes[0]), world.Now, world.Now)).Value;
        renewed.Count.ShouldBe(10);
        renewed.Intersect(codes).ShouldBeEmpty();
        (await world.ToldAsync(AccountLetterKind.RecoveryCodesRenewed)).Count.ShouldBe(1);

        (await world.Get<SwitchOffSecondFactor>().RunAsync(own, new Proof(Code: codes[1]), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        var session = (await world.Get<SwitchOffSecondFactor>().RunAsync(own, new Proof(Code: world.CodeOf(secret, 1)), world.Now, world.Now)).Value.Session;
        (await world.FindAsync(own.SessionKey)).ShouldBeNull();
        (await world.FindAsync(session.SessionKey)).ShouldNotBeNull();
        (await world.ToldAsync(AccountLetterKind.SecondFactorOff)).Count.ShouldBe(1);
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value.IsHalf.ShouldBeFalse();
        await using var db = await world.DbAsync();
        db.UserTokens.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Codes_of_who_is_signed_in_count_with_those_of_sign_ins(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (own, secret, _) = await world.ProtectAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.Get<NewRecoveryCodes>().RunAsync(own, new Proof(Code: "000000"), world.Now, world.Now))));
        answers.Count(answer => answer.Refusal!.Code == RefusalCode.WrongCode).ShouldBe(5);
        answers.Count(answer => answer.Refusal!.Code == RefusalCode.TooManyAttempts).ShouldBe(15);
        (await world.Get<SwitchOffSecondFactor>().RunAsync(own, new Proof(Code: world.CodeOf(secret, 1)), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        world.Now += TimeSpan.FromMinutes(15);
        (await world.Get<SwitchOffSecondFactor>().RunAsync(own, new Proof(Code: world.CodeOf(secret)), world.Now, world.Now)).Refusal.ShouldBeNull();
    }
}
