using Guichet.App.Console;
using Guichet.App.Merchants.Directory;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Merchants.DirectorySteps;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

/// <summary>«Mes données mises en ligne»: who says what about a point.</summary>
public class ProfileTests
{
    [Theory, EachDatabase]
    public async Task A_new_form_knows_the_name_and_the_town_of_the_point_and_a_saved_one_gives_back_what_was_typed(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var fresh = (await world.Get<ReadProfiles>().FindAsync(Paul, Pins)).Value;
        (fresh.Form.Name, fresh.Form.Town, fresh.Form.IsPublished, fresh.State.EntryCode).ShouldBe(("Camping des Pins", "Arcachon", false, null));
        await world.PublishAsync();
        var own = (await world.Get<ReadProfiles>().FindAsync(Paul, Pins)).Value;
        (own.Form.Name, own.Form.Opening, own.Form.Postcode, own.Form.Accepted).ShouldBe((Form.Name, Form.Opening, Form.Postcode, Form.Accepted));
        own.Form.Activities.ShouldBe(Form.Activities);
        (own.State.ChangedAt, own.State.ChangedBy, own.Stopped).ShouldBe((world.Now, "Paul Rivière", false));
        (await world.Get<ReadProfiles>().StatesAsync(Paul, [1, 2, 3])).ShouldBe(new Dictionary<long, bool> { [1] = true });
    }

    [Theory, EachDatabase]
    public async Task Only_who_may_says_something_and_only_of_own_points(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync();
        var (edit, photo, read) = (world.Get<EditProfile>(), world.Get<ChangePhoto>(), world.Get<ReadProfiles>());
        foreach (var role in new[] { Role.Cashier, Role.PointAccount })
        {
            var actor = Paul with { Role = role, Points = [1] };
            (await edit.RunAsync(actor, Pins, Form, world.Now)).ShouldBe([new Refusal(RefusalCode.Forbidden, Permission.EditProfile)]);
            (await photo.RunAsync(actor, Pins, Png, world.Now)).ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.EditProfile));
            await Should.ThrowAsync<UnauthorizedAccessException>(() => read.FindAsync(actor, Pins));
        }

        foreach (var stranger in new[] { Anne, Paul with { Role = Role.Manager, Points = [2] }, Paul with { Role = Role.Manager, Points = [] } })
        {
            (await edit.RunAsync(stranger, Pins, Form, world.Now))[0].Code.ShouldBe(RefusalCode.NotFound);
            (await photo.RunAsync(stranger, Pins, Png, world.Now))!.Code.ShouldBe(RefusalCode.NotFound);
            (await read.FindAsync(stranger, Pins)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
            (await read.PhotoAsync(stranger, Pins)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
            (await read.StatesAsync(stranger, [1])).ShouldBeEmpty();
        }

        (await edit.RunAsync(Paul with { Role = Role.Manager, Points = [1] }, Pins, Form with { Name = "Du responsable" }, world.Now)).ShouldBeEmpty();
        (await world.FoundAsync()).ShouldBe(["Du responsable"]);
    }

    [Theory, EachDatabase]
    public async Task A_refused_form_changes_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync();
        (await world.Get<EditProfile>().RunAsync(Paul, Pins, Form with { Name = "", WebAddress = "http://x.example" }, world.Now)).Select(x => x.Code)
            .ShouldBe([RefusalCode.TextMissing, RefusalCode.WebAddressInvalid]);
        (await world.FoundAsync("etoile")).ShouldBe([Form.Name!]);
        (await world.Get<ReadAudit>().PageAsync(null)).Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Who_saves_at_once_saves_one_after_the_other(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await Task.WhenAll(Enumerable.Range(1, 6).Select(i => world.PublishAsync(Form with { Name = $"Nom{i}" })));
        var name = (await world.FoundAsync()).ShouldHaveSingleItem();
        (await world.FoundAsync(name)).ShouldBe([name]);
        await using var db = await world.DbAsync();
        (await db.ProfileWords.CountAsync(word => word.Word.StartsWith("nom"))).ShouldBe(1, "words of the others are gone");
        (await db.AuditEntries.CountAsync()).ShouldBe(6);
    }

    [Theory, EachDatabase]
    public async Task A_photo_is_put_replaced_and_taken_away(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var (photo, read) = (world.Get<ChangePhoto>(), world.Get<ReadProfiles>());
        (await photo.RunAsync(Paul, Pins, Png, world.Now))!.Code.ShouldBe(RefusalCode.NotFound, "a point of which nothing was said");
        await world.PublishAsync(Form with { IsPublished = false });
        (await photo.RunAsync(Paul, Pins, "<svg/>"u8.ToArray(), world.Now))!.Code.ShouldBe(RefusalCode.PhotoInvalid);
        (await photo.RunAsync(Paul, Pins, Png, world.Now)).ShouldBeNull();
        (await read.PhotoAsync(Paul, Pins)).Value.Content.ShouldBe(Png, "its merchant sees it before it is online");
        var first = (await read.FindAsync(Paul, Pins)).Value.State.PhotoVersion;
        byte[] other = [.. Png, 0];
        (await photo.RunAsync(Paul, Pins, other, world.Now)).ShouldBeNull();
        (await read.FindAsync(Paul, Pins)).Value.State.PhotoVersion.ShouldNotBe(first);
        (await photo.RunAsync(Paul, Pins, null, world.Now)).ShouldBeNull();
        (await read.PhotoAsync(Paul, Pins)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await read.FindAsync(Paul, Pins)).Value.State.PhotoVersion.ShouldBeNull();
        (await photo.RunAsync(Paul, Pins, null, world.Now)).ShouldBeNull("it is gone already");
    }

    [Theory, EachDatabase]
    public async Task Every_change_is_a_line_of_the_trail_and_the_chain_holds(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await world.PublishAsync(Form with { IsPublished = false });
        await world.PublishAsync();
        await world.Get<ChangePhoto>().RunAsync(Paul, Pins, Png, world.Now);
        await world.PublishAsync(Form with { IsPublished = false });
        var lines = await world.Get<ReadAudit>().PageAsync(null);
        lines.Select(line => line.Action).ShouldBe([AuditAction.ProfileWithdrawn, AuditAction.ProfilePhotoChanged, AuditAction.ProfilePublished, AuditAction.ProfileEdited]);
        lines.ShouldAllBe(line => line.By == "Paul Rivière" && line.Subjects == "agreement:1 point:1");
        await using var db = await world.DbAsync();
        var rows = await db.AuditEntries.AsNoTracking().OrderBy(x => x.Id).ToListAsync();
        rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.Second.PreviousHash == pair.First.Hash && AuditTrail.Hash(pair.Second) == pair.Second.Hash);
    }
}
