using Guichet.App.Access;
using Guichet.App.Checks;
using Guichet.App.Console;
using Guichet.App.Tests.Access;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Console;

public class AuditTrailTests
{
    [Theory, EachDatabase]
    public async Task Every_change_is_a_line_bound_to_the_one_before(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await FillAsync(world);
        var lines = await world.Get<ReadAudit>().PageAsync(null);
        lines.Select(x => (x.Id, x.Action, x.Subjects, x.By)).ShouldBe(
        [
            (4, AuditAction.NoticeEdited, "notice:2", "Paul Rivière"),
            (3, AuditAction.NoticeEdited, "notice:1", "Paul Rivière"),
            (2, AuditAction.OperatorCreated, lines[2].Subjects, null),
            (1, AuditAction.SecondFactorSetUp, "account:5", "Paul Rivière"),
        ]);
        (await world.Get<ReadAudit>().PageAsync(3)).Select(x => x.Id).ShouldBe([2, 1]);
        (await LineAsync(world)).Holds.ShouldBeTrue();
        await using var db = await world.DbAsync();
        (await db.AuditEntries.OrderBy(x => x.Id).Select(x => x.PreviousHash).ToListAsync()).ShouldBe([AuditTrail.Origin, lines[3].Hash, lines[2].Hash, lines[1].Hash]);
    }

    [Theory]
    [EachDatabase("UPDATE audit_entry SET operator_id = 1 WHERE id = 3", "3")]
    [EachDatabase("UPDATE audit_entry SET action = 'operator.reset' WHERE id = 2", "2")]
    [EachDatabase("UPDATE audit_entry SET subjects = 'account:6' WHERE id = 1", "1")]
    [EachDatabase("UPDATE audit_entry SET hash = previous_hash WHERE id = 2", "2, 3")]
    [EachDatabase("DELETE FROM audit_entry WHERE id = 2", "3")]
    [EachDatabase("DELETE FROM audit_entry WHERE id = 1", "2")]
    [EachDatabase("DELETE FROM audit_entry WHERE id = 4", "end")]
    [EachDatabase("DELETE FROM audit_entry", "end")]
    [EachDatabase("DELETE FROM audit_head", "end")]
    [EachDatabase("UPDATE audit_entry SET id = 9 WHERE id = 4", "9, end")]
    public async Task A_missing_or_changed_line_is_found(DatabaseKind kind, string sql, string culprits)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await FillAsync(world);
        await using (var db = await world.DbAsync())
        {
            (await db.Database.ExecuteSqlRawAsync(sql)).ShouldBeGreaterThan(0);
        }

        var line = await LineAsync(world);
        line.Holds.ShouldBeFalse();
        string.Join(", ", line.Culprits).ShouldBe(culprits);
    }

    [Theory, EachDatabase]
    public async Task Many_at_once_make_one_chain_without_a_gap(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await Task.WhenAll(Enumerable.Range(1, 30).Select(i => Task.Run(async () =>
        {
            await using var db = await world.DbAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await AuditTrail.AppendAsync(db, 5, AuditAction.NoticeEdited, AuditSubject.Notice(i), world.Now);
            if (i % 3 != 0)
            {
                await transaction.CommitAsync(); // every third change fails: no line, no gap
            }
        })));
        await using var db = await world.DbAsync();
        (await db.AuditEntries.OrderBy(x => x.Id).Select(x => x.Id).ToListAsync()).ShouldBe(Enumerable.Range(1, 20).Select(i => (long)i));
        (await LineAsync(world)).Holds.ShouldBeTrue();
    }

    [Theory, EachDatabase]
    public async Task A_line_without_a_change_is_a_bug(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using var db = await world.DbAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => AuditTrail.AppendAsync(db, 5, AuditAction.NoticeEdited, "notice:1", world.Now));
        (await LineAsync(world)).Holds.ShouldBeTrue();
    }

    private static async Task FillAsync(AccessWorld world)
    {
        await world.SetUpAsync();
        (await world.Get<Operators>().CreateAsync("hugo.lenoir", "Hugo", "Lenoir", "hugo@example.org", world.Now)).Refusal.ShouldBeNull();
        var actor = new OperatorActor(5, "Claire Vidal", null);
        (await world.Get<HomeNotice>().EditAsync(actor, "Fermé lundi", "", 0, world.Now)).Value.ShouldBe(1);
        (await world.Get<HomeNotice>().EditAsync(actor, "Ouvert lundi", "", 1, world.Now)).Value.ShouldBe(2);
    }

    private static async Task<CheckLine> LineAsync(AccessWorld world) => (await LedgerCheck.RunAsync(world.Database)).Single(x => x.Id == "I-51");
}
