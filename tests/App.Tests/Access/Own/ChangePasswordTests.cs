using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Access.Own;

public class ChangePasswordTests
{
    private const string New = "une-toute-autre-phrase-de-passe";

    [Theory, EachDatabase]
    public async Task The_new_one_signs_every_other_browser_out_and_gives_this_one_a_new_key(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (here, elsewhere) = (await world.OwnAsync(), await world.OwnAsync());
        await world.Get<ForgottenPassword>().RunAsync(AccountArea.Merchant, AccessWorld.Signatory, null, world.Now);
        var link = await world.TokenAsync();

        var session = (await world.Get<ChangePassword>().RunAsync(here, AccessWorld.SignatoryPassword, New, New, world.Now)).Value.Session;

        session.SessionKey.ShouldNotBe(here.SessionKey);
        (await world.FindAsync(session.SessionKey)).ShouldNotBeNull().AccountId.ShouldBe(1);
        (await world.FindAsync(here.SessionKey)).ShouldBeNull();
        (await world.FindAsync(elsewhere.SessionKey)).ShouldBeNull();
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.SignInAsync(AccessWorld.Signatory, New)).Refusal.ShouldBeNull();
        (await world.Get<ResetPassword>().CheckAsync(AccountArea.Merchant, link, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.ToldAsync(AccountLetterKind.PasswordChanged)).ShouldHaveSingleItem().Address.ShouldBe("paul@example.org");
    }

    [Theory]
    [EachDatabase("", New, New, RefusalCode.WrongPassword, "current")]
    [EachDatabase("something-else-entirely", New, New, RefusalCode.WrongPassword, "current")]
    [EachDatabase(AccessWorld.SignatoryPassword, "short", "short", RefusalCode.PasswordTooShort, "password")]
    [EachDatabase(AccessWorld.SignatoryPassword, "motdepasse2026!", "motdepasse2026!", RefusalCode.PasswordTooCommon, "password")]
    [EachDatabase(AccessWorld.SignatoryPassword, New, "une-autre-encore-differente", RefusalCode.PasswordsDiffer, "password_again")]
    public async Task What_is_refused_changes_nothing(DatabaseKind kind, string current, string password, string again, RefusalCode code, string field)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        var refusal = (await world.Get<ChangePassword>().RunAsync(own, current, password, again, world.Now)).Refusal!;
        (refusal.Code, refusal.Field).ShouldBe((code, field));
        (await world.FindAsync(own.SessionKey)).ShouldNotBeNull();
        (await world.LettersAsync()).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Whoever_finds_a_browser_signed_in_guesses_five_times_in_a_quarter_of_an_hour(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        var before = world.Hasher.Verified.Count;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.Get<ChangePassword>().RunAsync(own, $"guess-number-{i}", New, New, world.Now))));
        answers.Count(answer => answer.Refusal!.Code == RefusalCode.WrongPassword).ShouldBe(AccessSettings.PasswordsBeforeChange);
        answers.Count(answer => answer.Refusal!.Code == RefusalCode.TooManyAttempts).ShouldBe(20 - AccessSettings.PasswordsBeforeChange);
        (world.Hasher.Verified.Count - before).ShouldBe(AccessSettings.PasswordsBeforeChange);
        (await world.Get<ChangePassword>().RunAsync(own, AccessWorld.SignatoryPassword, New, New, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Refusal.ShouldBeNull("the sign-in is not blocked by it");

        world.Now += TimeSpan.FromMinutes(15);
        (await world.Get<ChangePassword>().RunAsync(own, AccessWorld.SignatoryPassword, New, New, world.Now)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_browser_that_was_signed_out_meanwhile_changes_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var own = await world.OwnAsync();
        await world.Get<SignOutEverywhere>().RunAsync(own, world.Now);
        (await world.Get<ChangePassword>().RunAsync(own, AccessWorld.SignatoryPassword, New, New, world.Now)).Refusal.ShouldNotBeNull();
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Letters_about_new_browsers_are_three_an_hour(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.ProtectAsync();
        for (var i = 0; i < 6; i++)
        {
            (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value.IsHalf.ShouldBeTrue();
        }

        (await world.ToldAsync(AccountLetterKind.NewDevice)).Count.ShouldBe(AccessSettings.NewDeviceLetters);
        world.Now += AccessSettings.NewDeviceWindow;
        await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword);
        (await world.ToldAsync(AccountLetterKind.NewDevice)).Count.ShouldBe(AccessSettings.NewDeviceLetters + 1);
    }
}
