using Guichet.App.Access;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Access.Own;

public class PasskeyTests
{
    [Theory, EachDatabase]
    public async Task It_is_the_second_half_of_a_sign_in_and_opens_alone(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var (_, added) = await AddAsync(world, passkey);
        added.Name.ShouldBe("Téléphone de Paul");
        (await world.ToldAsync(AccountLetterKind.PasskeyAdded)).ShouldHaveSingleItem().Details.After.ShouldBe(added.Name);

        var half = await HalfAsync(world);
        (await world.Get<AskPasskey>().HasAnyAsync(half, world.Now)).ShouldBeTrue();
        var opened = (await world.Get<SignInByPasskey>().SecondAsync(half, passkey.Get(await world.Get<AskPasskey>().ToSignInAsync(half, world.Now)), world.Now)).Value;
        opened.SessionKey.ShouldNotBe(half.SessionKey);
        (await world.FindAsync(opened.SessionKey)).ShouldNotBeNull().AccountId.ShouldBe(1);

        var stranger = new HalfSignIn(AccountArea.Merchant, null) { Place = OwnSteps.Place };
        var alone = (await world.Get<SignInByPasskey>().AloneAsync(stranger, passkey.Get(await world.Get<AskPasskey>().ToSignInAsync(stranger, world.Now)), world.Now)).Value;
        (await world.FindAsync(alone.SessionKey)).ShouldNotBeNull().AccountId.ShouldBe(1);
        alone.DeviceKey.ShouldNotBeNull();
        await using var db = await world.DbAsync();
        (await db.Set<Microsoft.AspNetCore.Identity.IdentityUserPasskey<long>>().SingleAsync()).Data.SignCount.ShouldBe(2u);
        db.PasskeyQuestions.ShouldBeEmpty();
    }

    /// <summary>Of the telephone that was lost: the factor that its owner sets up next does not bring it back.</summary>
    [Theory, EachDatabase]
    public async Task It_goes_with_a_second_factor_that_the_issuer_removes(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        await AddAsync(world, passkey);
        (await world.Get<Guichet.App.Console.RemoveSecondFactor>().RunAsync(new OperatorActor(5, "Claire Vidal", null), 1, "Téléphone perdu", world.Now)).Refusal.ShouldBeNull();
        await world.ProtectAsync();
        var stranger = new HalfSignIn(AccountArea.Merchant, null) { Place = OwnSteps.Place };
        (await world.Get<SignInByPasskey>().AloneAsync(stranger, passkey.Get(await world.Get<AskPasskey>().ToSignInAsync(stranger, world.Now)), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
    }

    /// <summary>The password was right, and is another one before the second half comes.</summary>
    [Theory, EachDatabase]
    public async Task A_half_session_ends_with_the_password_that_opened_it(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        await AddAsync(world, passkey);
        var half = await HalfAsync(world);
        await using var db = await world.DbAsync();
        await db.Accounts.Where(a => a.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(a => a.DisabledAt, world.Now));
        (await world.Get<SignInByPasskey>().SecondAsync(half, passkey.Get(await world.Get<AskPasskey>().ToSignInAsync(half, world.Now)), world.Now)).Refusal.ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_question_is_answered_once_in_time_by_the_browser_that_was_asked_and_for_its_purpose(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var (own, _) = await AddAsync(world, passkey);
        var (ask, signIn) = (world.Get<AskPasskey>(), world.Get<SignInByPasskey>());
        var (half, other) = (await HalfAsync(world), await HalfAsync(world));

        (await signIn.SecondAsync(other, passkey.Get(await ask.ToSignInAsync(half, world.Now)), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        (await signIn.AloneAsync(half, passkey.Get(await ask.ToSignInAsync(half, world.Now)), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        (await signIn.AloneAsync(half, passkey.Get((await ask.ToProveAsync(own, world.Now)).Value), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        (await signIn.SecondAsync(half, passkey.Get(await ask.ToSignInAsync(half, world.Now)), world.Now.AddMinutes(5))).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);

        var question = await ask.ToSignInAsync(half, world.Now);
        (await signIn.SecondAsync(half, new PasskeyAnswer(question.Token, "{}"), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        (await signIn.SecondAsync(half, passkey.Get(question), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused, "a wrong answer uses it up too");

        var right = passkey.Get(await ask.ToSignInAsync(new HalfSignIn(AccountArea.Merchant, null), world.Now));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => signIn.AloneAsync(new HalfSignIn(AccountArea.Merchant, null), right, world.Now))));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Another_site_another_key_and_an_unverified_holder_open_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        using var unknown = new SoftwareAuthenticator();
        await AddAsync(world, passkey);
        var browser = new HalfSignIn(AccountArea.Merchant, null);
        async Task<RefusalCode?> TryAsync(SoftwareAuthenticator with, AccountArea area = AccountArea.Merchant) =>
            (await world.Get<SignInByPasskey>().AloneAsync(browser with { Area = area }, with.Get(await world.Get<AskPasskey>().ToSignInAsync(browser, world.Now)), world.Now)).Refusal?.Code;

        (await TryAsync(unknown)).ShouldBe(RefusalCode.PasskeyRefused);
        (await TryAsync(passkey, AccountArea.Operator)).ShouldBe(RefusalCode.PasskeyRefused);
        passkey.Origin = "https://guichet.evil.example";
        (await TryAsync(passkey)).ShouldBe(RefusalCode.PasskeyRefused);
        (passkey.Origin, passkey.VerifiesItsHolder) = ("http://localhost:5080", false);
        (await TryAsync(passkey)).ShouldBe(RefusalCode.PasskeyRefused);
        passkey.VerifiesItsHolder = true;
        await DisableAsync(world, world.Now);
        (await TryAsync(passkey)).ShouldBe(RefusalCode.PasskeyRefused);
        await DisableAsync(world, null);
        (await TryAsync(passkey)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task It_needs_a_second_factor_and_a_fresh_code_and_goes_with_them(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.Get<AskPasskey>().ToAddAsync(await world.OwnAsync(), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.SecondFactorMissing);
        var (own, secret, codes) = await world.ProtectAsync();
        using var passkey = new SoftwareAuthenticator();
        var answer = passkey.Create((await world.Get<AskPasskey>().ToAddAsync(own, world.Now)).Value);
        (await world.Get<AddPasskey>().RunAsync(own, " ", answer, new Proof(Code: codes[0]), world.Now, world.Now)).Refusal!.Field.ShouldBe("name");
        (await world.Get<AddPasskey>().RunAsync(own, "Clé", answer, new Proof(Code: "000000"), world.Now, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        var added = (await world.Get<AddPasskey>().RunAsync(own, "Clé", answer, new Proof(Code: codes[0]), world.Now, world.Now)).Value;

        var stranger = new MerchantAccess(new MerchantActor(4, 2, null, "Anne", null) { Role = Guichet.Domain.Access.Role.Signatory }, null, null, OwnSteps.Place);
        (await world.Get<RenamePasskey>().RunAsync(stranger, added.Id, "Mienne")).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<RemovePasskey>().RunAsync(stranger, added.Id, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<RenamePasskey>().RunAsync(own, added.Id, " Clé du bureau ")).Value.ShouldBe("Clé du bureau");
        (await world.Get<ReadOwnAccess>().RunAsync(own, world.Now)).Passkeys.ShouldBe([added with { Name = "Clé du bureau" }]);

        var proof = new Proof(Passkey: passkey.Get((await world.Get<AskPasskey>().ToProveAsync(own, world.Now)).Value));
        var off = (await world.Get<SwitchOffSecondFactor>().RunAsync(own, proof, world.Now, world.Now)).Value;
        (await world.Get<ReadOwnAccess>().RunAsync(world.At(off.Session), world.Now)).Passkeys.ShouldBeEmpty();
        secret.ShouldNotBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task One_that_was_removed_opens_nothing_and_its_end_is_told(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        using var passkey = new SoftwareAuthenticator();
        var (own, added) = await AddAsync(world, passkey);
        (await world.Get<RemovePasskey>().RunAsync(own, added.Id, world.Now)).Refusal.ShouldBeNull();
        (await world.ToldAsync(AccountLetterKind.PasskeyRemoved)).ShouldHaveSingleItem().Details.Before.ShouldBe(added.Name);
        var browser = new HalfSignIn(AccountArea.Merchant, null);
        (await world.Get<SignInByPasskey>().AloneAsync(browser, passkey.Get(await world.Get<AskPasskey>().ToSignInAsync(browser, world.Now)), world.Now)).Refusal!.Code.ShouldBe(RefusalCode.PasskeyRefused);
        (await world.Get<AskPasskey>().ToProveAsync(own, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.SecondFactorMissing);

        world.Now += TimeSpan.FromMinutes(6);
        await world.Get<ClearAccess>().RunAsync(world.Now);
        await using var db = await world.DbAsync();
        db.PasskeyQuestions.ShouldBeEmpty();
    }

    private static async Task<(OwnAccess Own, OwnPasskey Added)> AddAsync(AccessWorld world, SoftwareAuthenticator passkey)
    {
        var (own, _, codes) = await world.ProtectAsync();
        var question = (await world.Get<AskPasskey>().ToAddAsync(own, world.Now)).Value;
        return (own, (await world.Get<AddPasskey>().RunAsync(own, "Téléphone de Paul", passkey.Create(question), new Proof(Code: codes[0]), world.Now, world.Now)).Value);
    }

    private static async Task<HalfSignIn> HalfAsync(AccessWorld world) =>
        new(AccountArea.Merchant, (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value.SessionKey);

    private static async Task DisableAsync(AccessWorld world, DateTimeOffset? at)
    {
        await using var db = await world.DbAsync();
        await db.Accounts.Where(a => a.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(a => a.DisabledAt, at));
    }
}
