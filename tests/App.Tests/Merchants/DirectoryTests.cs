using Guichet.App.Console;
using Guichet.App.Merchants;
using Guichet.App.Merchants.Directory;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Merchants.DirectorySteps;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

/// <summary>«Où utiliser mes chèques»: what customers find, and what they do not.</summary>
public class DirectoryTests
{
    [Theory, EachDatabase]
    public async Task A_place_is_found_by_beginnings_of_its_name_town_or_postcode_without_accents_and_by_activity(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync();
        await world.PublishAsync(Form with { Name = "Musée de la Mer", Town = "Biarritz", Postcode = "64200", Activities = ["Museum"] }, Musee);
        foreach (var search in new[] { "etoile", "ÉTOILE", "hotel etoi", "la rochelle", "ROCHELLE hôtel", "17", "17000", "  l'étoile  " })
        {
            (await world.FoundAsync(search)).ShouldBe([Form.Name!], search);
        }

        foreach (var search in new[] { "toile", "rochellex", "hotel biarritz", "1700 64", "quai", "zzz", "%", "_toile", "#Hotel hotelx" })
        {
            (await world.FoundAsync(search)).ShouldBe(search == "%" ? [Form.Name!, "Musée de la Mer"] : [], search);
        }

        (await world.FoundAsync("l")).ShouldBe([Form.Name!, "Musée de la Mer"], "both have a word that begins so, and come by their names");
        (await world.FoundAsync(activity: Activity.Restaurant)).ShouldBe([Form.Name!]);
        (await world.FoundAsync("biarritz", Activity.Museum)).ShouldBe(["Musée de la Mer"]);
        (await world.FoundAsync("biarritz", Activity.Hotel)).ShouldBeEmpty();
        (await world.FoundAsync()).Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task What_is_taken_out_is_neither_found_nor_opened_and_comes_back_as_it_was(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync();
        await world.Get<ChangePhoto>().RunAsync(Paul, Pins, Png, world.Now);
        var (code, find) = (await world.CodeAsync(), world.Get<FindProfiles>());
        var entry = (await find.FindAsync(code)).Value;
        (entry.Street, entry.Phone, entry.WebAddress, entry.Opening, entry.Accepted, entry.Accessibility)
            .ShouldBe(("3 quai Valin", "0546000653", "https://www.etoile.example/", "Lundi\nMardi", "Les nuitées", "De plain-pied"));
        entry.Activities.ShouldBe([Activity.Hotel, Activity.Restaurant]);
        (await find.PhotoAsync(code, entry.PhotoVersion!)).Value.Content.ShouldBe(Png);

        await world.PublishAsync(Form with { IsPublished = false });
        (await world.FoundAsync()).ShouldBeEmpty();
        (await world.FoundAsync("etoile")).ShouldBeEmpty();
        (await find.FindAsync(code)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await find.PhotoAsync(code, entry.PhotoVersion!)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);

        await world.PublishAsync();
        var again = (await find.FindAsync(code)).Value;
        (again.Name, again.PhotoVersion).ShouldBe((entry.Name, entry.PhotoVersion), "the address stays, and the photo was kept");
    }

    [Theory]
    [EachDatabase("708900", Pins)]
    [EachDatabase("708900", "")]
    public async Task A_suspended_point_is_not_there_until_it_collects_again(DatabaseKind kind, string agreement, string shopId)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync();
        await world.PublishAsync(Form with { Name = "Parc" }, Cimes, Anne);
        var (code, point) = (await world.CodeAsync(), shopId.Length == 0 ? null : shopId);
        (await world.Get<SuspendMerchants>().SuspendAsync(Claire, agreement, point, "Pièces non reçues", world.Now)).Refusal.ShouldBeNull();
        (await world.FoundAsync()).ShouldBe(["Parc"]);
        (await world.FoundAsync("etoile")).ShouldBeEmpty();
        (await world.Get<FindProfiles>().FindAsync(code)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await world.Get<ReadProfiles>().FindAsync(Paul, Pins)).Value.Stopped.ShouldBeTrue();
        (await world.Get<SuspendMerchants>().ResumeAsync(Claire, agreement, point, "Pièces reçues", world.Now)).Refusal.ShouldBeNull();
        (await world.FoundAsync("etoile")).ShouldBe([Form.Name!]);
    }

    [Theory, EachDatabase]
    public async Task A_closed_point_is_gone_and_is_not_published_again(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync(shopId: Musee);
        (await new ClosePoint(world.Get<IDbContextFactory<AppDb>>(), world.Get<CollectGate>()).RunAsync(Paul, Musee, world.Now)).Refusal.ShouldBeNull();
        (await world.FoundAsync()).ShouldBeEmpty();
        (await world.Get<EditProfile>().RunAsync(Paul, Musee, Form, world.Now))[0].Code.ShouldBe(RefusalCode.PointClosed);
        await world.PublishAsync(Form with { IsPublished = false }, Musee);
    }

    [Theory, EachDatabase]
    public async Task Pages_follow_each_other_by_name_each_place_once(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        const int count = (2 * FindProfiles.PageSize) + 5;
        await using (var db = await world.DbAsync())
        {
            foreach (var id in Enumerable.Range(100, count))
            {
                // The same name many times: the order has to tell them apart.
                var facts = (Form with { Name = id % 2 == 0 ? "Gîte" : $"Auberge {id}" }).Check().Facts!;
                var row = EditProfile.NewRow(id);
                EditProfile.Fill(row, facts);
                row.ChangedBy = Paul.AccountId;
                db.PointsOfSale.Add(new PointOfSaleRow { Id = id, AgreementId = 1, ShopId = $"20000{id}", Name = "x", Town = "y" });
                db.PublishedProfiles.Add(row);
                db.ProfileWords.AddRange(EditProfile.WordsOf(id, facts));
            }

            await db.SaveChangesAsync();
        }

        foreach (var filter in new[] { new DirectoryFilter(), new DirectoryFilter("rochelle"), new DirectoryFilter("gite 17", Activity.Hotel) })
        {
            List<DirectoryLine> seen = [];
            DirectoryPosition? next = null;
            do
            {
                var page = await world.Get<FindProfiles>().PageAsync(filter, next);
                page.Lines.Count.ShouldBeLessThanOrEqualTo(FindProfiles.PageSize);
                seen.AddRange(page.Lines);
                next = page.Next;
            }
            while (next is not null);

            seen.Select(line => line.EntryCode).Distinct().Count().ShouldBe(seen.Count);
            seen.Count.ShouldBe(filter.Activity is null ? count : (count + 1) / 2);
            seen.Select(line => FoldedText.Of(line.Name)).ShouldBe(seen.Select(line => FoldedText.Of(line.Name)).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [EachDatabase("\uD83C\uDF0A𝒳")]
    [EachDatabase("é\u0301\u0327")]
    [EachDatabase("\uD800")]
    [EachDatabase("a\u0000b")]
    public async Task Strange_letters_are_looked_for_like_any_other(DatabaseKind kind, string search)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync(Form with { Name = "Café 𝒳𝒴" });
        await Should.NotThrowAsync(async () => await world.FoundAsync(search));
        await Should.NotThrowAsync(async () => await world.FoundAsync(string.Concat(Enumerable.Repeat(search, 60))));
        (await world.FoundAsync("𝒳")).ShouldBe(["Café 𝒳𝒴"]);
    }
}
