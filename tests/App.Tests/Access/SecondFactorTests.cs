using Guichet.App.Access;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Guichet.App.Tests.Access;

public class SecondFactorTests
{
    private const int Step = SecondFactorSecret.StepSeconds;

    /// <summary>Appendix B of RFC 6238, the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        SecondFactorSecret.StepOf("12345678901234567890"u8.ToArray(), code, at, after: 0).ShouldBe(seconds / Step);
        SecondFactorSecret.StepOf("12345678901234567891"u8.ToArray(), code, at, after: 0).ShouldBeNull();
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_right_one_step_early_or_late_and_no_more(int steps, bool right)
    {
        var secret = "12345678901234567890"u8.ToArray();
        var code = new Totp(secret).ComputeTotp(AccessWorld.Start.UtcDateTime);
        SecondFactorSecret.StepOf(secret, code, AccessWorld.Start.AddSeconds(steps * Step), after: 0).HasValue.ShouldBe(right);
        SecondFactorSecret.StepOf(secret, code, AccessWorld.Start, after: AccessWorld.Start.ToUnixTimeSeconds() / Step).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task An_operators_password_opens_half_a_session_that_is_nobodys_session(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var opened = (await world.SignInAsync("  Claire.VIDAL ", AccessWorld.OperatorPassword, AccountArea.Operator)).Value;
        (opened.IsHalf, opened.DeviceKey).ShouldBe((true, null));
        foreach (var area in Enum.GetValues<AccountArea>())
        {
            (await world.Get<Sessions>().FindAsync(opened.SessionKey, area, touch: true, world.Now)).ShouldBeNull();
        }

        (await world.SignInAsync(AccessWorld.Operator, AccessWorld.OperatorPassword)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword, AccountArea.Operator)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.SignInAsync(AccessWorld.Signatory, AccessWorld.SignatoryPassword)).Value.IsHalf.ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task Setting_it_up_opens_a_session_under_a_new_key_and_happens_once(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (first, second) = (await world.HalfAsync(), await world.HalfAsync());
        var offer = (await world.Get<SetUpSecondFactor>().OfferAsync(first, world.Now)).ShouldNotBeNull();
        (await world.Get<SetUpSecondFactor>().OfferAsync(first, world.Now)).ShouldBe(offer);
        (await world.Get<SetUpSecondFactor>().OfferAsync(second, world.Now))!.Secret.ShouldNotBe(offer.Secret);
        offer.Link.ShouldBe($"otpauth://totp/Guichet:claire.vidal?secret={offer.Secret}&issuer=Guichet");

        var done = (await world.Get<SetUpSecondFactor>().RunAsync(first, world.CodeOf(offer.Secret), world.Now, world.Now)).Value;
        done.Session.SessionKey.ShouldNotBe(first.SessionKey);
        done.Session.DeviceKey.ShouldNotBeNull();
        (await world.Get<Sessions>().FindAsync(done.Session.SessionKey, AccountArea.Operator, touch: true, world.Now)).ShouldNotBeNull().AccountId.ShouldBe(5);
        (await world.Get<SecondFactor>().IsSetUpAsync(first, world.Now)).ShouldBeNull();
        done.RecoveryCodes.Distinct().Count().ShouldBe(10);
        done.RecoveryCodes.ShouldAllBe(code => code.Length == 11 && code[5] == '-');

        // Whoever has the password and looked at the page too is asked for the owner's code from now on.
        (await world.Get<SetUpSecondFactor>().OfferAsync(second, world.Now)).ShouldBeNull();
        (await world.Get<SecondFactor>().IsSetUpAsync(second, world.Now)).ShouldBe(true);
        await using var db = await world.DbAsync();
        (await db.UserTokens.Select(t => t.Value!).ToListAsync()).ShouldNotContain(value => value.Contains(offer.Secret) || done.RecoveryCodes.Any(code => value.Contains(code.Replace("-", ""))));
    }

    [Theory, EachDatabase]
    public async Task A_step_that_was_used_is_not_used_again_and_none_before_it(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (secret, _) = await world.SetUpAsync();
        var (before, used, next) = (world.CodeOf(secret, -1), world.CodeOf(secret), world.CodeOf(secret, 1));
        var half = await world.HalfAsync();
        (await world.TryAsync(half, used)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 2));
        (await world.TryAsync(half, before)).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 1));
        (await world.TryAsync(half, next)).Refusal.ShouldBeNull();
        (await world.TryAsync(await world.HalfAsync(), next)).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        world.Now += TimeSpan.FromSeconds(2 * Step);
        (await world.TryAsync(await world.HalfAsync(), $" {world.CodeOf(secret)[..3]} {world.CodeOf(secret)[3..]} ")).Refusal.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Of_two_with_the_same_code_at_once_one_gets_in(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (secret, _) = await world.SetUpAsync();
        var halves = new List<HalfSignIn> { await world.HalfAsync(), await world.HalfAsync(), await world.HalfAsync() };
        var answers = await Task.WhenAll(halves.Select(half => Task.Run(() => world.TryAsync(half, world.CodeOf(secret, 1)))));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Three_wrong_codes_end_the_half_session_also_when_sixty_come_at_once(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (secret, _) = await world.SetUpAsync();
        var half = await world.HalfAsync();
        (await world.TryAsync(half, "12 34")).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 3)); // no guess
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => world.TryAsync(half, "000000"))));
        answers.ShouldAllBe(answer => answer.Refusal!.Code == RefusalCode.WrongCode);
        (await world.TryAsync(half, world.CodeOf(secret, 1))).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        (await world.CountedAsync()).ShouldBe(3);
        (await world.Get<SecondFactor>().IsSetUpAsync(half, world.Now)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Five_codes_in_a_quarter_of_an_hour_are_all_that_an_account_gets(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (secret, _) = await world.SetUpAsync();
        var halves = new List<HalfSignIn>();
        for (var i = 0; i < 6; i++)
        {
            halves.Add(await world.HalfAsync());
        }

        var answers = await Task.WhenAll(halves.SelectMany(half => Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.TryAsync(half, "000000")))));
        answers.Count(answer => answer.Refusal!.Code == RefusalCode.TooManyAttempts).ShouldBe(13);
        (await world.CountedAsync()).ShouldBe(5);
        var right = await world.TryAsync(await world.HalfAsync(), world.CodeOf(secret, 1));
        right.Refusal.ShouldBe(new Refusal(RefusalCode.TooManyAttempts, 15));

        world.Now += TimeSpan.FromMinutes(15);
        (await world.TryAsync(await world.HalfAsync(), world.CodeOf(secret))).Refusal.ShouldBeNull();
        world.Now += TimeSpan.FromMinutes(16);
        await world.Get<ClearAccess>().RunAsync(world.Now);
        (await world.CountedAsync()).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_recovery_code_opens_once(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (_, codes) = await world.SetUpAsync();
        (await world.TryAsync(await world.HalfAsync(), codes[3].ToUpperInvariant())).Refusal.ShouldBeNull();
        (await world.TryAsync(await world.HalfAsync(), codes[3])).Refusal!.Code.ShouldBe(RefusalCode.WrongCode);
        (await world.TryAsync(await world.HalfAsync(), codes[4].Replace("-", " "))).Refusal.ShouldBeNull();
        var halves = new List<HalfSignIn> { await world.HalfAsync(), await world.HalfAsync() };
        var answers = await Task.WhenAll(halves.Select(half => Task.Run(() => world.TryAsync(half, codes[5]))));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
        await using var db = await world.DbAsync();
        (await db.UserTokens.CountAsync(t => t.Name.StartsWith("recovery-"))).ShouldBe(7);
    }

    [Theory, EachDatabase]
    public async Task A_half_session_ends_after_a_quarter_of_an_hour_and_a_full_one_after_thirty_idle_minutes_or_eight_hours(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (secret, _) = await world.SetUpAsync();
        var half = await world.HalfAsync();
        world.Now += TimeSpan.FromMinutes(15);
        (await world.TryAsync(half, world.CodeOf(secret))).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        var key = (await world.TryAsync(await world.HalfAsync(), world.CodeOf(secret))).Value.SessionKey;
        var end = world.Now + TimeSpan.FromHours(8);
        while (world.Now + TimeSpan.FromMinutes(29) < end)
        {
            world.Now += TimeSpan.FromMinutes(29);
            (await world.Get<Sessions>().FindAsync(key, AccountArea.Operator, touch: true, world.Now)).ShouldNotBeNull();
        }

        world.Now = end;
        (await world.Get<Sessions>().FindAsync(key, AccountArea.Operator, touch: true, world.Now)).ShouldBeNull();
        key = (await world.TryAsync(await world.HalfAsync(), world.CodeOf(secret))).Value.SessionKey;
        world.Now += TimeSpan.FromMinutes(30);
        (await world.Get<Sessions>().FindAsync(key, AccountArea.Operator, touch: true, world.Now)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_browser_is_known_only_after_the_second_factor(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.HalfAsync();
        await using var db = await world.DbAsync();
        (await db.KnownDevices.AnyAsync()).ShouldBeFalse();
        await world.SetUpAsync();
        (await db.KnownDevices.SingleAsync()).AccountId.ShouldBe(5);
        (await db.Sessions.CountAsync(s => s.Stage == SessionStage.Full)).ShouldBe(1);
    }
}
