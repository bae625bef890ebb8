using System.Net;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>Notes of colleagues on the detail, without a script.</summary>
public class NotesTests
{
    [Theory, EachDatabase]
    public async Task A_note_is_written_read_by_a_colleague_and_deleted_by_its_author(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var payment = await site.AskByMailAsync("NOTE 1");
        using var author = await site.PointAccountAsync();
        using var colleague = await site.SignatoryAsync();
        (await author.GetAsync(DetailSite.Of(payment))).Main.ShouldContain("Aucune note pour l'instant.");
        await author.PressAsync("Ajouter la note", ("note", " <script>alert(1)</script> & « rappeler »\r\nà midi"));
        author.Location.ShouldBe($"{DetailSite.Of(payment)}#notes");

        await colleague.GetAsync(DetailSite.Of(payment));
        colleague.Names(".notes__text").ShouldBe(["<script>alert(1)</script> & « rappeler » à midi"]);
        colleague.Page.QuerySelectorAll(".notes script").ShouldBeEmpty();
        colleague.Names(".notes__by")[0].ShouldStartWith("Camping des Pins · aujourd'hui ");
        colleague.Page.QuerySelectorAll(".notes button[name=delete]").ShouldBeEmpty("not the author");

        await author.GetAsync(DetailSite.Of(payment));
        var key = author.Page.QuerySelector(".notes button[name=delete]")!.GetAttribute("value")!;
        await colleague.PressAsync("Ajouter la note", ("note", "Vu"), ("delete", key));
        colleague.Status.ShouldBe(HttpStatusCode.Forbidden);
        colleague.Main.ShouldContain("Seule la personne qui a écrit une note peut la supprimer.");
        await author.PressAsync("Supprimer");
        author.Location.ShouldBe($"{DetailSite.Of(payment)}#notes");
        (await author.GetAsync(DetailSite.Of(payment))).Names(".notes__text").ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_is_wrong_stands_beside_the_field_and_what_was_typed_in_it(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var payment = await site.AskByMailAsync("NOTE 2");
        using var visitor = await site.PointAccountAsync();
        foreach (var wrong in new[] { "", "  \n ", new string('x', 501), "\nun\u202Edeux", "a\u0000b", new string('x', 20_001) })
        {
            await visitor.GetAsync(DetailSite.Of(payment));
            var key = visitor.Page.QuerySelector(".notes input[name=key]")!.GetAttribute("value");
            await visitor.PressAsync("Ajouter la note", ("note", wrong));
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            Visitor.Clean(visitor.Page.QuerySelector("#note-error")!.TextContent).ShouldBe("Écrivez une note de 1 à 500 caractères, sans caractère invisible.");
            var field = visitor.Page.QuerySelector("textarea#note")!;
            field.GetAttribute("aria-invalid").ShouldBe("true");
            field.GetAttribute("aria-describedby").ShouldBe("note-hint note-error");
            field.TextContent.ShouldBe(wrong.Replace("\u0000", "\uFFFD"), "nothing typed is lost");
            visitor.Page.QuerySelector(".notes input[name=key]")!.GetAttribute("value").ShouldBe(key, "still the same form");
        }

        (await visitor.GetAsync(DetailSite.Of(payment))).Names(".notes__text").ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_form_sent_twice_writes_one_note_and_one_that_was_changed_since_is_asked_about(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var payment = await site.AskByMailAsync("NOTE 3");
        using var visitor = await site.PointAccountAsync();
        await visitor.GetAsync(DetailSite.Of(payment));
        var form = visitor.Page;
        (await visitor.PressAsync("Ajouter la note", ("note", "Une fois"))).Status.ShouldBe(HttpStatusCode.Found);
        await AgainAsync("Une fois");
        visitor.Status.ShouldBe(HttpStatusCode.Found);
        await AgainAsync("Une fois, corrigée");
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visitor.Main.ShouldContain("déjà été envoyée avec un autre contenu");
        await visitor.PressAsync("Ajouter la note", ("note", visitor.Page.QuerySelector("#note")!.TextContent));
        (await visitor.GetAsync(DetailSite.Of(payment))).Names(".notes__text").ShouldBe(["Une fois, corrigée", "Une fois"]);

        Task<Visitor> AgainAsync(string text) => visitor.PostAsync($"{DetailSite.Of(payment)}/notes",
            [.. form.QuerySelectorAll(".notes__new input[type=hidden]").Select(x => (x.GetAttribute("name")!, x.GetAttribute("value")!)), ("note", text)]);
    }

    [Fact]
    public async Task After_fifty_the_page_says_so_instead_of_asking_for_more()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        var payment = await site.AskByMailAsync("NOTE 4");
        var (actor, notes) = (await site.ActorAsync(), site.Get<PaymentNotes>());
        using var visitor = await site.PointAccountAsync();
        await visitor.GetAsync(DetailSite.Of(payment));
        for (var i = 1; i <= PaymentNotes.MaxNotes; i++)
        {
            (await notes.AddAsync(actor, payment.Number, $"Note {i}", $"k{i}", site.Now)).Refusal.ShouldBeNull();
        }

        await visitor.PressAsync("Ajouter la note", ("note", "Une de trop"));
        visitor.Status.ShouldBe(HttpStatusCode.Conflict);
        Visitor.Clean(visitor.Page.QuerySelector("#note-error")!.TextContent).ShouldBe("Cette opération a déjà 50 notes. Supprimez l'une des vôtres pour en ajouter une autre.");
        visitor.Page.QuerySelector("#note")!.TextContent.ShouldBe("Une de trop");
        await visitor.GetAsync(DetailSite.Of(payment));
        visitor.Page.QuerySelector("#note").ShouldBeNull();
        visitor.Main.ShouldContain("Cette opération a déjà 50 notes, le maximum.");
    }

    [Fact]
    public async Task No_customer_export_or_letter_ever_has_it()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        var payment = await site.AskByMailAsync("NOTE 5", isReservation: true);
        const string Secret = "client difficile";
        (await site.Get<PaymentNotes>().AddAsync(await site.ActorAsync(), payment.Number, Secret, "k", site.Now)).Refusal.ShouldBeNull();
        await site.PayAsync(payment, 30_00);
        await site.CaptureAsync(payment, "25,00");
        using var visitor = await site.PointAccountAsync();
        (await visitor.GetAsync(DetailSite.Of(payment))).Main.ShouldContain(Secret);
        foreach (var path in new[] { "/encaissement?q=NOTE+5", "/encaissement/export.csv?q=NOTE+5", "/demo/mail" })
        {
            await visitor.GetAsync(path);
            visitor.Status.ShouldBe(HttpStatusCode.OK, path);
            (await visitor.Answer.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        }

        using var lea = site.Visit();
        await lea.GetAsync("/app/connexion");
        await lea.SubmitAsync(("number", DetailSite.Lea), ("password", "lea-vacances-2026"));
        await lea.GetAsync($"/app/paiements/{payment.Number}");
        lea.Status.ShouldBe(HttpStatusCode.OK);
        lea.Main.ShouldContain("NOTE 5");
        lea.Main.ShouldNotContain(Secret);
    }
}
