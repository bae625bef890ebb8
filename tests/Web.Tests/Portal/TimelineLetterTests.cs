using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Portal;

/// <summary>What became of each e-mail stands under the fact that caused it; each reads in the language that he chose.</summary>
public class TimelineLetterTests
{
    [Theory, EachDatabase]
    public async Task The_timeline_tells_which_e_mails_left_and_which_are_planned(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        var actor = await site.ActorAsync();
        var form = new PaymentForm { CaptureDelay = true, CaptureDays = "3", NotifyEmail = "pins@example.org", Contact = "lea.martin@example.org", Channel = RequestChannel.Identifier, Amount = "40", OrderReference = "TENTE 12" };
        var payment = (await site.Get<CreatePayment>().RunAsync(actor, actor.OnlyPointId!.Value, form, "timeline")).Value;
        (await site.Get<ApprovePayment>().RunAsync(await LeaAsync(site), payment.Id, null, new Money(40_00), "pay")).Refusal.ShouldBeNull();

        await UntilAsync(visitor, $"/encaissement/operations/{payment.Number}", "data-live-unsettled=true");
        var letters = visitor.Names(".timeline__letter");
        letters.Length.ShouldBe(4);
        letters[0].ShouldMatch(@"^Demande à l\*\*\*@example\.org · (envoyé \(|sans objet)", "paid before it left, it would be untrue");
        letters[1].ShouldStartWith("Confirmation à l***@example.org · envoyé (aujourd'hui ");
        letters[2].ShouldStartWith("Avis de paiement à p***@example.org · envoyé (aujourd'hui ");
        letters[3].ShouldBe($"Rappel 24 h avant la fin du délai à p***@example.org · prévu ({ParisCalendar.DayOf(site.Now).AddDays(3):dd/MM/yyyy} 00h00)");

        using var stranger = await site.StrangerAsync();
        (await stranger.GetAsync($"/encaissement/operations/{payment.Number}")).Main.ShouldNotContain("example.org");
    }

    [Theory, EachDatabase]
    public async Task Letters_follow_the_language_of_the_page_and_what_is_chosen_later(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync("en");
        var actor = await site.ActorAsync();
        (await LanguageAsync(site, actor.AccountId)).ShouldBe("en");
        await visitor.GetAsync("/langue/fr?retour=/encaissement");
        (await LanguageAsync(site, actor.AccountId)).ShouldBe("fr");
        using var nobody = site.Visit();
        (await nobody.GetAsync("/langue/en")).Location.ShouldBe("/");
        (await LanguageAsync(site, actor.AccountId)).ShouldBe("fr");
    }

    private static async Task<CustomerActor> LeaAsync(PortalSite site)
    {
        var opened = (await site.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, "lea.martin@example.org", "lea-vacances-2026", null), site.Now)).Value;
        var session = (await site.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: false, site.Now))!;
        return new CustomerActor(session.AccountId, session.CustomerId!.Value, session.Name, null);
    }

    private static async Task UntilAsync(Visitor visitor, string path, string gone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await visitor.GetAsync(path)).Page.QuerySelector($"[{gone}]") is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    private static async Task<string?> LanguageAsync(PortalSite site, long accountId)
    {
        await using var db = await site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.UserClaims.Where(c => c.UserId == accountId && c.ClaimType == "locale").Select(c => c.ClaimValue).SingleOrDefaultAsync();
    }
}
