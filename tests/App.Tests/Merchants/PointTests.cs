using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Merchants;
using Guichet.App.Merchants.Points;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Access;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

/// <summary>Points of sale renamed, closed and asked for.</summary>
public class PointTests
{
    private const string Pins = AccessWorld.PointAccount, Musee = "10000652";
    private static readonly PointRequestForm Aquarium = new("Aquarium", "La Rochelle", "3 quai Durand, 17000", "Une entrée de plus");

    [Theory, EachDatabase]
    public async Task A_point_gets_another_name_and_keeps_its_Shop_ID(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var points = world.Get<OwnPoints>();
        (await points.RenameAsync(Paul, Pins, " Camping  des Dunes ", "Arès")).ShouldBeEmpty();
        var found = (await points.FindAsync(Paul, Pins)).Value;
        (found.Point.Name, found.Point.Town, found.Point.ShopId).ShouldBe(("Camping  des Dunes", "Arès", Pins));
        (await points.RenameAsync(Paul, Pins, "", new string('x', 141))).Select(refusal => (refusal.Field, refusal.Code)).ShouldBe([("name", RefusalCode.TextMissing), ("town", RefusalCode.TextInvalid)]);
        foreach (var foreign in new[] { "10000661", "99999999", "", "x" })
        {
            (await points.RenameAsync(Paul, foreign, "A", "B"))[0].Code.ShouldBe(RefusalCode.NotFound);
            (await points.FindAsync(Paul, foreign)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
            (await Close(world).RunAsync(Paul, foreign, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        }

        (await points.RenameAsync(Paul with { Role = Role.Manager }, Pins, "A", "B"))[0].ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePoints));
        (await Close(world).RunAsync(Paul with { Role = Role.Manager }, Pins, world.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePoints));
    }

    [Theory, EachDatabase]
    public async Task A_closed_point_stays_seen_and_is_not_offered_for_collecting(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        (await Close(world).RunAsync(Paul, Musee, world.Now)).Refusal.ShouldBeNull();
        (await Close(world).RunAsync(Paul, Musee, world.Now.AddDays(1))).Refusal.ShouldBeNull("it is closed already");
        (await world.Get<OwnPoints>().FindAsync(Paul, Musee)).Value.ClosedAt.ShouldBe(world.Now);
        var merchant = world.Get<MerchantPoints>();
        (await merchant.SearchAsync(Paul, null)).Points.Select(point => (point.ShopId, point.IsClosed)).ShouldBe([(Pins, false), (Musee, true)]);
        var open = await merchant.SearchAsync(Paul, null, open: true);
        (open.Points.Select(point => point.ShopId).Single(), open.Total).ShouldBe((Pins, 1));
        (await merchant.FindByShopIdAsync(Paul, Musee)).Value.IsClosed.ShouldBeTrue();
        (await Close(world).RunAsync(Paul, Pins, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.LastPoint);
    }

    [Theory, EachDatabase]
    public async Task Of_the_last_two_points_closed_at_once_one_stays_open(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var answers = await Task.WhenAll(new[] { Pins, Musee }.Select(shop => Close(world).RunAsync(Paul, shop, world.Now)));
        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
        answers.Single(answer => answer.Refusal is not null).Refusal!.Code.ShouldBe(RefusalCode.LastPoint);
    }

    [Theory]
    [EachDatabase(PaymentStatus.AwaitingCustomer, true)]
    [EachDatabase(PaymentStatus.Authorized, true)]
    [EachDatabase(PaymentStatus.Captured, false)]
    [EachDatabase(PaymentStatus.Expired, false)]
    public async Task A_point_with_something_to_do_is_not_closed_and_says_how_much(DatabaseKind kind, PaymentStatus status, bool keepsOpen)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        await using (var db = await world.DbAsync())
        {
            db.Payments.AddRange(Enumerable.Range(1, 2).Select(i => new PaymentRow
            {
                Id = i, Number = $"aaaaaaaaa{i}", AgreementId = 1, PointOfSaleId = 2, Status = status, Version = 1, RequestedCents = 40_00, CreatedAt = world.Now, LastActivityAt = world.Now,
                PayBy = world.Now, OrderReference = $"R{i}",
            }));
            await db.SaveChangesAsync();
        }

        var use = await Close(world).UseAsync(Paul, (await world.Get<OwnPoints>().FindAsync(Paul, Musee)).Value.Point);
        use.Total.ShouldBe(keepsOpen ? 2 : 0);
        (await Close(world).RunAsync(Paul, Musee, world.Now)).Refusal.ShouldBe(keepsOpen ? new Refusal(RefusalCode.PointInUse, 2) : null);
        (await world.Get<OwnPoints>().FindAsync(Paul, Musee)).Value.IsOpen.ShouldBe(keepsOpen);
    }

    [Theory, EachDatabase]
    public async Task A_point_is_asked_for_once_and_waits(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var requests = world.Get<PointRequests>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => requests.AskAsync(Paul, Aquarium, "k", world.Now)));
        var asked = (await requests.ListAsync(Paul)).ShouldHaveSingleItem();
        (asked.Name, asked.Town, asked.State, asked.By, asked.AskedAt).ShouldBe(("Aquarium", "La Rochelle", PointRequestState.Waiting, "Paul Rivière", world.Now));
        (await requests.AskAsync(Paul, Aquarium with { Name = "Autre" }, "k", world.Now))[0].Code.ShouldBe(RefusalCode.IdempotencyMismatch);
        (await requests.AskAsync(Paul, new PointRequestForm("", null, " ", "\u0007"), "k2", world.Now)).Select(refusal => refusal.Field).ShouldBe(["name", "town", "address", "reason"]);
        (await requests.AskAsync(Paul with { Role = Role.Cashier }, Aquarium, "k3", world.Now))[0].ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.ManagePoints));
        (await requests.FindAsync(Anne, asked.Id)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await requests.WithdrawAsync(Anne, asked.Id, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await requests.ListAsync(Anne)).ShouldBeEmpty();
        (await requests.WithdrawAsync(Paul, asked.Id, world.Now)).Refusal.ShouldBeNull();
        (await requests.WithdrawAsync(Paul, asked.Id, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.AlreadyDecided);
        (await requests.FindAsync(Paul, asked.Id)).Value.State.ShouldBe(PointRequestState.Withdrawn);
    }

    [Theory, EachDatabase]
    public async Task So_many_requests_wait_and_no_more(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, PointRequests.MaxWaiting + 3).Select(i => world.Get<PointRequests>().AskAsync(Paul, Aquarium, $"k{i}", world.Now)));
        answers.Count(refusals => refusals.Count == 0).ShouldBe(PointRequests.MaxWaiting);
        var full = new Refusal(RefusalCode.PointRequestsFull, PointRequests.MaxWaiting);
        answers.SelectMany(refusals => refusals).ShouldBe([full, full, full]);
        var first = (await world.Get<PointRequests>().ListAsync(Paul))[0];
        await world.Get<PointRequests>().WithdrawAsync(Paul, first.Id, world.Now);
        (await world.Get<PointRequests>().AskAsync(Paul, Aquarium, "again", world.Now)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task An_accepted_request_is_a_point_with_a_letter_and_a_line_of_the_trail(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var id = await AskAsync(world);
        (await world.Get<DecidePointRequests>().QueueAsync()).Waiting.Select(x => (x.Request.Id, x.AgreementNumber, x.MerchantName)).ShouldBe([(id, "708900", "Littoral")]);
        var shopId = (await world.Get<DecidePointRequests>().AcceptAsync(Claire, id, world.Now)).Value;
        shopId.Length.ShouldBe(SignInNumber.ShopIdLength);
        var point = (await world.Get<MerchantPoints>().FindByShopIdAsync(Paul, shopId)).Value;
        (point.Name, point.Town).ShouldBe(("Aquarium", "La Rochelle"));
        (await world.Get<MerchantPoints>().FindByShopIdAsync(Anne, shopId)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        var request = (await world.Get<PointRequests>().FindAsync(Paul, id)).Value;
        (request.State, request.ShopId, request.EndedAt).ShouldBe((PointRequestState.Accepted, shopId, world.Now));
        var letter = (await world.LettersAsync()).ShouldHaveSingleItem();
        (letter.Kind, letter.AccountId, letter.Address).ShouldBe(((int)AccountLetterKind.PointAdded, 1L, "paul@example.org"));
        (world.DetailsOf(letter).After, world.DetailsOf(letter).Code).ShouldBe(("Aquarium, La Rochelle", shopId));
        var line = (await world.Get<ReadAudit>().PageAsync(null)).ShouldHaveSingleItem();
        (line.Action, line.Subjects).ShouldBe((AuditAction.PointRequestAccepted, $"point-request:{id} point:{point.Id}"));
        var queue = await world.Get<DecidePointRequests>().QueueAsync();
        (queue.Waiting.Count, queue.Answered.Single().Request.Id).ShouldBe((0, id));
    }

    [Theory, EachDatabase]
    public async Task A_refused_request_tells_why_and_makes_nothing(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var id = await AskAsync(world);
        var decide = world.Get<DecidePointRequests>();
        (await decide.RefuseAsync(Claire, id, " ", world.Now)).Refusal!.ShouldSatisfyAllConditions(x => x.Code.ShouldBe(RefusalCode.TextMissing), x => x.Field.ShouldBe("answer"));
        (await decide.RefuseAsync(Claire, id, "Adresse déjà connue", world.Now)).Refusal.ShouldBeNull();
        var request = (await world.Get<PointRequests>().FindAsync(Paul, id)).Value;
        (request.State, request.Answer, request.ShopId).ShouldBe((PointRequestState.Refused, "Adresse déjà connue", null));
        world.DetailsOf((await world.LettersAsync()).ShouldHaveSingleItem()).Reason.ShouldBe("Adresse déjà connue");
        (await world.Get<ReadAudit>().PageAsync(null)).ShouldHaveSingleItem().Action.ShouldBe(AuditAction.PointRequestRefused);
        (await world.Get<MerchantPoints>().SearchAsync(Paul, null)).Total.ShouldBe(2);
        (await decide.FindAsync(999)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await decide.AcceptAsync(Claire, 999, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task Of_several_who_decide_at_once_one_wins_and_the_others_are_told(DatabaseKind kind)
    {
        await using var world = await AccessWorld.CreateAsync(kind);
        var id = await AskAsync(world);
        var decide = world.Get<DecidePointRequests>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => i switch
        {
            0 => (await world.Get<PointRequests>().WithdrawAsync(Paul, id, world.Now)).Refusal,
            < 4 => (await decide.AcceptAsync(Claire, id, world.Now)).Refusal,
            _ => (await decide.RefuseAsync(Claire, id, "Non", world.Now)).Refusal,
        }));
        answers.Count(refusal => refusal is null).ShouldBe(1);
        answers.OfType<Refusal>().ShouldAllBe(refusal => refusal.Code == RefusalCode.AlreadyDecided);
        await using var db = await world.DbAsync();
        var request = await db.PointRequests.AsNoTracking().SingleAsync();
        (await db.PointsOfSale.CountAsync(p => p.AgreementId == 1)).ShouldBe(request.State == PointRequestState.Accepted ? 3 : 2);
        (await world.LettersAsync()).Count.ShouldBe(request.State == PointRequestState.Withdrawn ? 0 : 1);
        (await db.AuditEntries.CountAsync()).ShouldBe(request.State == PointRequestState.Withdrawn ? 0 : 1);
    }

    private static ClosePoint Close(AccessWorld world) => new(world.Get<IDbContextFactory<AppDb>>(), world.Get<CollectGate>());

    private static async Task<long> AskAsync(AccessWorld world)
    {
        (await world.Get<PointRequests>().AskAsync(Paul, Aquarium, "k", world.Now)).ShouldBeEmpty();
        return (await world.Get<PointRequests>().ListAsync(Paul))[0].Id;
    }
}
