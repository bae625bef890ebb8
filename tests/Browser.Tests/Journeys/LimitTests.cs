using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Nobody acts in time, seen with the practice clock: each story begins five minutes past a midnight in Paris.</summary>
public class LimitTests(Chromium chromium, MailedCounters counters) : DealTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task The_limit_to_pay_passes(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, office, lea, clock) = (await TillAsync(counter), await TillAsync(counter), await CustomerAsync(counter, People.Lea), await PersonAsync("clock", counter));
        var today = await clock.MoveClockAsync(ClockSteps.Midnight);
        var before = await lea.PurseAsync();
        var simple = await till.AskAsync(new Deal(PaymentPath.B) { PaymentDays = 1, AskedOn = today });
        var reserved = await till.AskAsync(new Deal(PaymentPath.D) { PaymentDays = 1, AskedOn = today, Account = null, Contact = $"famille.{kind}@example.org".ToLowerInvariant() });
        var atOnce = await office.AskAsync(new Deal(PaymentPath.C) { AskedOn = today, Account = People.Karim, Contact = People.Karim.Number });
        await OpenMailedAsync(counter, lea, simple);
        foreach (var deal in (Deal[])[reserved, atOnce]) await PostOf(counter).RequestLinkAsync(counter, deal);

        await clock.MoveClockAsync(ClockSteps.Day); // the last day has begun; what was to be paid at once is over
        await Expect(office.Page.GetByText("La demande a expiré").First).ToBeVisibleAsync();
        await office.ShouldBeListedAsync(atOnce, ListSteps.Expired, null);
        await ShouldHaveMailedAsync(counter, atOnce, Event.Requested, Event.PaymentLimitPassed);
        await office.ShouldBeListedAsync(simple, ListSteps.Waiting, null);
        await Expect(office.RowOf(simple)).ToContainTextAsync("expire dans 23 heures");
        await Expect(till.Page.Button("Annuler")).ToBeVisibleAsync();

        await clock.MoveClockAsync(ClockSteps.Midnight);
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = "Demande expirée" })).ToBeVisibleAsync(); // by itself, as the others
        await Expect(till.Page.GetByText("La demande a expiré").First).ToBeVisibleAsync();
        await Expect(till.Page.GetByText("Rien n'a été débité à votre client.")).ToBeVisibleAsync();
        foreach (var deal in (Deal[])[simple, reserved]) await office.ShouldBeListedAsync(deal, ListSteps.Expired, null);
        await ShouldHoldAsync(lea, before);
        await ShouldHaveMailedAsync(counter, simple, Event.Requested, Event.PaymentLimitPassed);
        await ShouldHaveMailedAsync(counter, reserved, Event.Requested, Event.PaymentLimitPassed);

        // «Nouvelle demande»: the same again, under today's date.
        await till.Page.PressAsync("Nouvelle demande");
        await till.Page.ShouldBeAtAsync(WizardSteps.Title(PaymentPath.D));
        await till.Page.PressAsync("Continuer");
        await till.ShouldRecapAsync(reserved with { AskedOn = today.AddDays(2) });
    }

    [Theory, EachDatabase]
    public async Task The_limit_to_validate_comes_near_and_passes(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, office, lea, clock) = (await TillAsync(counter), await TillAsync(counter), await CustomerAsync(counter, People.Lea), await PersonAsync("clock", counter));
        var today = await clock.MoveClockAsync(ClockSteps.Midnight);
        var before = await lea.PurseAsync();
        var part = await PayAsync(new Deal(PaymentPath.D) { AskedOn = today }, "10,00 €");
        var kept = await PayAsync(new Deal(PaymentPath.D) { AskedOn = today, Requested = "20,00 €" }, null);
        var full = await PayAsync(new Deal(PaymentPath.C) { AskedOn = today }, null);
        await ShouldHoldAsync(lea, before.Hold("10,00 €").Hold("20,00 €").Hold("40,00 €"));

        await clock.MoveClockAsync(ClockSteps.Day);
        await office.ShouldBeListedAsync(kept, ListSteps.ToValidate, kept.Paid);
        await (await office.ToCaptureAsync(kept)).ClickButtonAsync("Valider");
        await office.ShouldBeListedAsync(kept, ListSteps.Validated, kept.Paid);
        await ShouldHaveMailedAsync(counter, part, Event.Requested, Event.Paid); // not yet

        await clock.MoveClockAsync(ClockSteps.Midnight); // 24 h and a moment before the end of the last day
        foreach (var deal in (Deal[])[part, full]) await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid, Event.CaptureLimitNear);
        await clock.MoveClockAsync(ClockSteps.SixHours);
        await office.ShouldBeListedAsync(full, ListSteps.ToValidate, full.Paid);
        await Expect(office.RowOf(full)).ToContainTextAsync("expire dans 17 heures");

        await clock.MoveClockAsync(ClockSteps.Midnight);
        await office.ShouldBeListedAsync(part, ListSteps.Expired, null, "non validé à temps");
        await office.ShouldBeListedAsync(full, ListSteps.Expired, null, "non validé à temps");
        await Expect(till.Page.GetByText("Tout a été rendu à votre client.")).ToBeVisibleAsync(); // step 4 of the last one, by itself
        await Expect(lea.Page.GetByText("Mon solde")).ToBeVisibleAsync();
        await ShouldHoldAsync(lea, before.Spend("20,00 €"));
        await lea.Page.GotoAsync($"/app/paiements/{part.Number}");
        await Expect(lea.Page.GetByText("Le professionnel n'a pas validé à temps : tout vous a été rendu.")).ToBeVisibleAsync();
        foreach (var deal in (Deal[])[part, full]) await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid, Event.CaptureLimitNear, Event.CaptureLimitPassed);
        await ShouldHaveMailedAsync(counter, kept with { Kept = kept.Paid }, Event.Requested, Event.Paid, Event.Captured); // no reminder

        async Task<Deal> PayAsync(Deal deal, string? amount)
        {
            deal = await till.AskAsync(deal);
            await OpenMailedAsync(counter, lea, deal);
            return await DealTest.PayAsync(lea, People.Lea, deal, amount, today);
        }
    }
}
