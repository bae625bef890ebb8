using Guichet.App.Access;
using Guichet.App.Console.Applications;
using Guichet.App.Merchants.Joining;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Merchants;

public class JoiningTests
{
    [Theory, EachDatabase]
    public async Task Only_a_confirmed_application_reaches_the_operators(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await world.SendAsync(await world.DraftAsync())).ShouldBeEmpty();
        var find = world.Get<FindApplications>();
        (await find.ListAsync(ApplicationState.Waiting, null)).ShouldBeEmpty();
        (await find.ReadAsync((await FirstIdAsync(world))!.Value)).ShouldBeNull();

        var token = await world.LinkAsync();
        (await world.Get<ConfirmApplication>().CheckAsync(token, world.Now)).Value.ShouldBeFalse();
        (await find.CountWaitingAsync()).ShouldBe(0); // looking confirms nothing
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Get<ConfirmApplication>().RunAsync(token, world.Now))));
        answers.ShouldAllBe(answer => answer.Refusal == null && answer.Value);
        (await find.ListAsync(ApplicationState.Waiting, null)).ShouldHaveSingleItem().LegalName.ShouldBe("Les Cabanes du Lac");
        (await world.LettersAsync()).Select(x => ((AccountLetterKind)x.Kind, x.Address)).ShouldBe([(AccountLetterKind.ConfirmAddress, JoiningSteps.Email), (AccountLetterKind.ApplicationReceived, JoiningSteps.Email)]);
        (await find.ReadAsync((await FirstIdAsync(world))!.Value))!.Documents.ShouldHaveSingleItem().Name.ShouldBe("kbis.pdf");
    }

    [Theory, EachDatabase]
    public async Task A_form_sent_many_times_at_once_makes_one_application(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var key = await world.DraftAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.SendAsync(key))));
        answers.ShouldAllBe(refusals => refusals.Count == 0);
        (await world.StagesAsync()).ShouldBe([ApplicationStage.Unconfirmed]);
        (await world.LettersAsync()).Count.ShouldBe(1);
        (await world.SendAsync(key, new())).ShouldBeEmpty(); // it is there, whatever comes under its key later
        await world.Get<DraftDocuments>().RemoveAsync(key, 1);
        (await world.Get<DraftDocuments>().AddAsync(key, [JoiningSteps.File("other.pdf")], null, world.Now)).ShouldBeEmpty();
        await using var db = await world.DbAsync();
        (await db.ApplicationDocuments.CountAsync()).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_link_lasts_a_day_and_a_newer_letter_ends_it(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var key = await world.DraftAsync();
        await world.SendAsync(key);
        var first = await world.LinkAsync();
        (await world.Get<SendConfirmationAgain>().RunAsync(key, null, world.Now)).ShouldBeNull();
        var second = await world.LinkAsync();
        (await world.Get<ConfirmApplication>().RunAsync(first, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        world.Now += TimeSpan.FromDays(1);
        (await world.Get<ConfirmApplication>().RunAsync(second, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        (await world.StagesAsync()).ShouldBe([ApplicationStage.Unconfirmed]);
        (await world.Get<SendConfirmationAgain>().RunAsync(second, null, world.Now)).ShouldBeNull(); // the ended link asks for the next one
        (await world.Get<ConfirmApplication>().RunAsync(await world.LinkAsync(), world.Now)).Value.ShouldBeTrue();
        foreach (var nothing in (string?[])[null, "", "x", new string('a', 43)])
        {
            (await world.Get<ConfirmApplication>().RunAsync(nothing, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LinkUnusable);
        }
    }

    [Theory, EachDatabase]
    public async Task Letters_have_a_most_and_nobody_is_told(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var key = await world.DraftAsync();
        await world.SendAsync(key);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Get<SendConfirmationAgain>().RunAsync(key, null, world.Now))));
        for (var i = 0; i < 3; i++)
        {
            (await world.Get<SendConfirmationAgain>().RunAsync(key, null, world.Now)).ShouldBeNull();
        }

        (await world.LettersAsync()).Count.ShouldBe(new JoiningLimits().LettersPerApplication);
        (await world.Get<SendConfirmationAgain>().RunAsync(DraftDocuments.KeyOf(null), null, world.Now)).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task One_address_has_three_waiting_and_a_network_ten_an_hour(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            (await world.SendAsync(await world.DraftAsync(), address: "192.0.2.1")).ShouldBeEmpty(); // the same answer
        }

        (await world.LettersAsync()).Count.ShouldBe(3);
        for (var i = 0; i < 5; i++)
        {
            (await world.SendAsync(await world.DraftAsync(), JoiningSteps.Form with { Email = $"j{i}@example.org" }, "192.0.2.1")).ShouldBeEmpty();
        }

        (await world.SendAsync(await world.DraftAsync(), JoiningSteps.Form with { Email = "j9@example.org" }, "192.0.2.1")).ShouldHaveSingleItem().Code.ShouldBe(RefusalCode.TooManyAttempts);
        (await world.SendAsync(await world.DraftAsync(), JoiningSteps.Form with { Email = "j9@example.org" }, "192.0.2.2")).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Documents_are_looked_at_counted_and_kept_for_the_form(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (documents, key) = (world.Get<DraftDocuments>(), DraftDocuments.KeyOf(null));
        (await world.SendAsync(key)).ShouldHaveSingleItem().Code.ShouldBe(RefusalCode.DocumentsMissing);
        var refusals = await documents.AddAsync(key,
        [
            JoiningSteps.File("a.pdf"), JoiningSteps.File("a again.pdf", JoiningSteps.Pdf("a.pdf")), JoiningSteps.File("page.html", "<html>"u8.ToArray()), JoiningSteps.File("picture.pdf", [0xFF, 0xD8, 1]),
            new UploadedFile("big.pdf", null), JoiningSteps.File("empty.pdf", []), JoiningSteps.File("b.pdf"), JoiningSteps.File("c.pdf"), JoiningSteps.File("d.pdf"), JoiningSteps.File("e.pdf"),
        ], null, world.Now);
        refusals.ShouldBe([new Refusal(RefusalCode.DocumentInvalid, "page.html"), new Refusal(RefusalCode.DocumentInvalid, "picture.pdf"), new Refusal(RefusalCode.DocumentTooLarge, "big.pdf", 5),
            new Refusal(RefusalCode.DocumentInvalid, "empty.pdf"), new Refusal(RefusalCode.DocumentsFull, 4, "e.pdf")]);
        var kept = await documents.ListAsync(key);
        kept.Select(x => x.Name).ShouldBe(["a.pdf", "b.pdf", "c.pdf", "d.pdf"]);
        (await documents.ListAsync(DraftDocuments.KeyOf(null))).ShouldBeEmpty();
        await documents.RemoveAsync(DraftDocuments.KeyOf(null), kept[0].Id); // another form's key removes nothing
        (await documents.ListAsync(key)).Count.ShouldBe(4);
        await documents.RemoveAsync(key, kept[0].Id);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => documents.AddAsync(key, [JoiningSteps.File($"{i}.pdf")], null, world.Now))));
        (await documents.ListAsync(key)).Count.ShouldBe(JoiningLimits.MaxDocuments);
        await using var db = await world.DbAsync();
        (await db.ApplicationDocuments.CountAsync()).ShouldBe(JoiningLimits.MaxDocuments);
    }

    [Theory, EachDatabase]
    public async Task What_nobody_needs_is_forgotten_in_time(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var forget = world.Get<ForgetApplications>();
        await world.DraftAsync(); // never sent
        await world.SendAsync(await world.DraftAsync()); // never confirmed
        var (refused, waiting) = (await world.ApplyAsync(JoiningSteps.Form with { Email = "a@example.org" }), await world.ApplyAsync(JoiningSteps.Form with { Email = "b@example.org" }));
        await world.Get<RefuseApplication>().RunAsync(new OperatorActor(5, "Claire Vidal", null), refused, "Non", world.Now);
        (await DocumentsAsync(world)).ShouldBe(4);

        var limits = new JoiningLimits();
        (await forget.RunAsync(world.Now + limits.DraftsKept - TimeSpan.FromSeconds(1))).ShouldBe(0);
        (await forget.RunAsync(world.Now + limits.DraftsKept)).ShouldBe(1);
        (await forget.RunAsync(world.Now + limits.UnconfirmedKept)).ShouldBe(2);
        (await world.StagesAsync()).ShouldBe([ApplicationStage.Refused, ApplicationStage.Waiting]);
        (await forget.RunAsync(world.Now + limits.RefusedDocumentsKept - TimeSpan.FromSeconds(1))).ShouldBe(0);
        (await forget.RunAsync(world.Now + limits.RefusedDocumentsKept)).ShouldBe(1);
        (await world.Get<FindApplications>().ReadAsync(refused))!.Documents.ShouldBeEmpty();
        (await world.Get<FindApplications>().ReadAsync(waiting))!.Documents.Count.ShouldBe(1);
        (await forget.RunAsync(world.Now + TimeSpan.FromDays(3_000))).ShouldBe(0);
    }

    private static async Task<int> DocumentsAsync(AccessWorld world)
    {
        await using var db = await world.DbAsync();
        return await db.ApplicationDocuments.CountAsync();
    }

    private static async Task<long?> FirstIdAsync(AccessWorld world)
    {
        await using var db = await world.DbAsync();
        return await db.Applications.MinAsync(x => (long?)x.Id);
    }
}
