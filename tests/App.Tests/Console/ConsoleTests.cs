using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Console;

public class ConsoleTests
{
    private static readonly OperatorActor Claire = new(5, "Claire Vidal", null);

    [Theory, EachDatabase]
    public async Task A_notice_is_versioned_and_who_edits_has_seen_the_newest(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var notice = world.Get<HomeNotice>();
        (await notice.CurrentAsync()).ShouldBeNull();
        (await notice.EditAsync(Claire, " Fermé\nlundi ", "Closed on Monday", 0, world.Now)).Value.ShouldBe(1);
        (await notice.EditAsync(Claire, "Autre", "", 0, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NoticeChanged);
        (await notice.EditAsync(Claire, "", null, 1, world.Now)).Value.ShouldBe(2);
        (await notice.VersionsAsync()).Select(x => (x.Version, x.Text, x.EnglishText)).ShouldBe([(2, "", ""), (1, "Fermé lundi", "Closed on Monday")]);
        (await notice.EditAsync(Claire, "a\u0007b", "", 2, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.TextInvalid, Texts.MaxNotice) { Field = "text" });
        (await notice.EditAsync(Claire, "a", new string('e', Texts.MaxNotice + 1), 2, world.Now)).Refusal!.Field.ShouldBe("english");
    }

    [Theory, EachDatabase]
    public async Task Of_editors_at_once_one_wins_and_leaves_one_line(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => world.Get<HomeNotice>().EditAsync(Claire, $"texte {i}", "", 0, world.Now))));
        answers.Count(x => x.Refusal is null).ShouldBe(1);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.NoticeChanged);
        (await world.Get<ReadAudit>().PageAsync(null)).ShouldHaveSingleItem();
    }

    [Theory, EachDatabase]
    public async Task A_new_operator_chooses_a_password_by_the_link_and_then_sets_up_the_second_factor(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var path = (await world.Get<Operators>().CreateAsync("Hugo.Lenoir", "Hugo", "Lenoir", "Hugo@Example.org", world.Now)).Value;
        path.ShouldStartWith("/console/mot-de-passe/");
        var token = path.Split('/')[^1];
        (await world.SignInAsync("hugo.lenoir", "", AccountArea.Operator)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.Get<ResetPassword>().CheckAsync(AccountArea.Merchant, token, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.Get<ResetPassword>().RunAsync(AccountArea.Operator, token, "une phrase bien à moi", "une phrase bien à moi", null, world.Now)).Refusal.ShouldBeNull();
        (await world.SignInAsync("hugo.lenoir", "une phrase bien à moi", AccountArea.Operator)).Value.IsHalf.ShouldBeTrue();
    }

    [Theory]
    [EachDatabase("claire.vidal", "Claire", "Vidal", "c@example.org", RefusalCode.NameTaken, "name")]
    [EachDatabase("CLAIRE.VIDAL", "Claire", "Vidal", "c@example.org", RefusalCode.NameTaken, "name")]
    [EachDatabase("hugo lenoir", "Hugo", "Lenoir", "h@example.org", RefusalCode.TextInvalid, "name")]
    [EachDatabase("hugo", "", "Lenoir", "h@example.org", RefusalCode.TextInvalid, "first")]
    [EachDatabase("hugo", "Hugo", " ", "h@example.org", RefusalCode.TextInvalid, "last")]
    [EachDatabase("hugo", "Hugo", "Lenoir", "nobody", RefusalCode.EmailInvalid, "email")]
    public async Task A_wrong_operator_is_not_made(DatabaseKind kind, string name, string first, string last, string email, RefusalCode code, string field)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var refusal = (await world.Get<Operators>().CreateAsync(name, first, last, email, world.Now)).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Field).ShouldBe((code, field));
        (await world.Get<ReadAudit>().PageAsync(null)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task An_operator_who_lost_everything_begins_again(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (secret, codes) = await world.SetUpAsync();
        var half = await world.HalfAsync();
        var path = (await world.Get<Operators>().ResetAsync("claire.vidal", world.Now)).Value;
        (await world.TryAsync(half, codes[0])).Refusal.ShouldBe(new Refusal(RefusalCode.WrongCode, 0));
        (await world.SignInAsync(AccessWorld.Operator, AccessWorld.OperatorPassword, AccountArea.Operator)).Refusal!.Code.ShouldBe(RefusalCode.WrongCredentials);
        (await world.Get<ResetPassword>().RunAsync(AccountArea.Operator, path.Split('/')[^1], "une phrase bien à moi", "une phrase bien à moi", null, world.Now)).Refusal.ShouldBeNull();
        var again = new HalfSignIn(AccountArea.Operator, (await world.SignInAsync(AccessWorld.Operator, "une phrase bien à moi", AccountArea.Operator)).Value.SessionKey);
        (await world.Get<SetUpSecondFactor>().OfferAsync(again, world.Now))!.Secret.ShouldNotBe(secret);
        (await world.Get<Operators>().ResetAsync("708900", world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        await using var db = await world.DbAsync();
        (await db.UserTokens.AnyAsync()).ShouldBeFalse();
    }
}
