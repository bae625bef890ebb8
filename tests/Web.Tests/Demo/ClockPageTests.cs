using System.Net;
using AngleSharp.Html.Dom;
using Guichet.App.Demonstration;
using Guichet.Domain;
using Guichet.Fixtures;
using Guichet.Web.Tests.Wizard;
using Guichet.Web.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Demo;

/// <summary>The page of the practice clock, and what a move does to everybody else.</summary>
public sealed class ClockPageTests
{
    private static readonly string[] Production = ["--GUICHET_MODE=production", "--GUICHET_MAIL=smtp://127.0.0.1:1", "--GUICHET_URL=https://guichet.example"];

    [Fact]
    public async Task The_buttons_move_the_clock_and_the_band_of_every_page_says_so()
    {
        await using var site = await ClockSite.StartAsync(DatabaseKind.Sqlite);
        using var till = new Till(site.Url);
        BandOf(await till.GetAsync("/")).ShouldNotContain("avance");
        var days = await ClockSite.MoveAsync(till, "+7 jours");
        days.Main.ShouldContain("L'horloge a avancé.");
        days.Main.ShouldContain("Avance 7 jours");
        await ClockSite.MoveAsync(till, "+1 jour");
        await ClockSite.MoveAsync(till, "+6 heures");
        (await ClockSite.MoveAsync(till, "+1 heure")).Main.ShouldContain("Avance 8 jours 7 h");
        site.Ahead.ShouldBe(new TimeSpan(8, 7, 0, 0));
        (await ClockSite.MoveAsync(till, "Avancer", ("count", " 3 "), ("unit", "hours"))).Main.ShouldContain("Avance 8 jours 10 h");
        (await ClockSite.MoveAsync(till, "Avancer", ("count", "2"), ("unit", "days"))).Main.ShouldContain("Avance 10 jours 10 h");

        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var path in (string[])["/", "/connexion", "/app/connexion", "/demo/mail", "/nowhere", ClockSite.Path])
        {
            var band = BandOf(await till.GetAsync(path));
            band.ShouldContain($"Horloge d'entraînement : {Moments.Day(ParisCalendar.DayOf(now))}");
            band.ShouldContain("(10 jours 10 h d'avance)");
        }

        await ClockSite.MoveAsync(till, "Passer minuit");
        var local = ParisCalendar.LocalOf(site.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        (local.Hour, local.Minute >= 5 && local.Minute < 10).ShouldBe((0, true), $"{local}");
    }

    [Theory]
    [InlineData("0"), InlineData("61"), InlineData("-1"), InlineData("1,5"), InlineData(""), InlineData("99999999999"), InlineData("x")]
    public async Task A_number_out_of_range_is_refused_beside_the_field_and_stays_as_typed(string typed)
    {
        await using var site = await ClockSite.StartAsync(DatabaseKind.Sqlite);
        using var till = new Till(site.Url);
        var page = await till.PressAsync(await till.GetAsync(ClockSite.Path), "Avancer", ("count", typed), ("unit", "hours"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.ErrorAt("count").ShouldBe("Saisissez un nombre entier de 1 à 60.");
        page.ValueOf("count").ShouldBe(typed);
        ((IHtmlSelectElement)page.Page.QuerySelector("[name=unit]")!).Value.ShouldBe("hours");
        site.Ahead.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_would_be_too_far_is_refused_with_what_is_left()
    {
        await using var site = await ClockSite.StartAsync(DatabaseKind.Sqlite);
        using var till = new Till(site.Url);
        for (var i = 0; i < 6; i++)
        {
            (await ClockSite.MoveAsync(till, "Avancer", ("count", "60"), ("unit", "days"))).Status.ShouldBe(HttpStatusCode.OK);
        }

        var page = await till.PressAsync(await till.GetAsync(ClockSite.Path), "Avancer", ("count", "41"), ("unit", "days"));
        (page.Status, page.ErrorAt("count")).ShouldBe((HttpStatusCode.UnprocessableEntity, "L'horloge peut prendre 400 jours d'avance au plus ; il en reste 40 jours."));
        site.Ahead.ShouldBe(TimeSpan.FromDays(360));
    }

    [Fact]
    public async Task Pressing_twice_moves_once_and_a_press_without_the_forms_token_not_at_all()
    {
        await using var site = await ClockSite.StartAsync(DatabaseKind.Sqlite);
        using var till = new Till(site.Url);
        var page = await till.GetAsync(ClockSite.Path);
        (await till.PressThroughAsync(page, "+1 jour")).Main.ShouldContain("L'horloge a avancé.");
        (await till.PressThroughAsync(page, "+1 jour")).Main.ShouldContain("L'horloge avait déjà avancé depuis que cette page était affichée.");
        (await till.PostAsync(ClockSite.Path, [("step", "24"), ("seen", "86400000")])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await till.PressThroughAsync(page, "+1 jour", ("seen", "-9223372036854775808"))).Main.ShouldContain("déjà avancé");
        (await till.PressThroughAsync(page, "+1 jour", ("seen", "9223372036854775807"))).Main.ShouldContain("déjà avancé");
        site.Ahead.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task In_production_there_is_no_such_clock()
    {
        await using var site = await ClockSite.StartAsync(DatabaseKind.Sqlite, Production);
        using var till = new Till(site.Url);
        (await till.GetAsync(ClockSite.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await till.PostAsync(ClockSite.Path, [("step", "24"), ("seen", "0")])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await till.GetAsync("/")).Page.QuerySelector(".demo").ShouldBeNull();
        site.Services.GetService<PracticeClock>().ShouldBeNull();
        site.Services.GetService<MovePracticeClock>().ShouldBeNull();
        site.Services.GetRequiredService<TimeProvider>().ShouldBe(TimeProvider.System);
    }

    [Theory, EachDatabase]
    public async Task Nobody_is_signed_out_and_a_form_under_way_is_kept(DatabaseKind kind)
    {
        await using var site = await ClockSite.StartAsync(kind);
        using var visitor = new Till(site.Url);
        using var till = new Till(site.Url);
        using var lea = new Till(site.Url);
        await till.SignInAsync(TillSite.Point, TillSite.PointPassword);
        (await lea.PressAsync(await lea.GetAsync("/app/connexion"), "Se connecter", ("number", TillSite.Lea), ("password", TillSite.LeaPassword))).Status.ShouldBe(HttpStatusCode.Found);
        var form = await till.ToRequestAsync();
        foreach (var button in (string[])["+7 jours", "+1 jour", "Passer minuit", "+7 jours"])
        {
            await ClockSite.MoveAsync(visitor, button);
            (await till.GetAsync("/encaissement")).Title.ShouldBe("Vos opérations");
            (await lea.GetAsync("/app")).Title.ShouldBe("Mon solde");
        }

        (await till.PressThroughAsync(form, "Continuer", ("amount", "40,00"))).Title.ShouldBe("QR Code de paiement");
    }

    [Theory, EachDatabase]
    public async Task A_deferred_request_expires_and_its_letter_leaves_when_its_limit_is_passed(DatabaseKind kind)
    {
        await using var site = await ClockSite.StartAsync(kind);
        using var till = new Till(site.Url);
        await till.SignInAsync(TillSite.Point, TillSite.PointPassword);
        var request = await till.ToRequestAsync(("timing", "deferred"), ("payment_days", "1"));
        var confirmation = await till.PressThroughAsync(request, "Continuer", ("amount", "40,00"), ("contact", TillSite.Lea));
        var waiting = await till.PressThroughAsync(confirmation, "Envoyer");
        await ClockSite.MoveAsync(till, "+1 jour");
        (await till.GetAsync(waiting.Address)).Main.ShouldNotContain("La demande a expiré");

        await ClockSite.MoveAsync(till, "+1 jour");
        (await ClockSite.UntilAsync(till, waiting.Address, "La demande a expiré")).Main.ShouldContain("Rien n'a été débité à votre client.");
        var mails = await ClockSite.UntilAsync(till, $"/demo/mail?to={TillSite.Lea}", "Demande de Les Vacances du Littoral expirée");
        var today = ParisCalendar.DayOf(TimeProvider.System.GetUtcNow());
        mails.Page.QuerySelector(".mails__at")!.GetAttribute("title")!.ShouldStartWith(Moments.Day(today.AddDays(2)));
    }

    private static string BandOf(Screen screen) => Screen.Line(screen.Page.QuerySelector(".demo"));
}
