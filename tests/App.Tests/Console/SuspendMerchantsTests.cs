using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.App.Tests.Letters;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using static Guichet.App.Tests.Console.RoomWorld;

namespace Guichet.App.Tests.Console;

/// <summary>A suspended merchant asks for no money and receives none; what was paid finds its end.</summary>
public class SuspendMerchantsTests
{
    private const string Why = "Pièces non reçues";
    private static readonly PaymentForm Form = new() { Amount = "50,00", OrderReference = "Panier 1" };

    [Theory]
    [EachDatabase("")]
    [EachDatabase(ShopId)]
    public async Task Nothing_new_is_asked_for_or_paid_and_what_was_paid_finds_its_end(DatabaseKind kind, string point)
    {
        var shopId = point.Length == 0 ? null : point;
        await using var world = await RoomWorld.CreateAsync(kind);
        var (shown, mailed, held) = (await world.ShowQrCodeAsync(), await world.AskAsync(LetterWorld.LeaEmail), await world.AskAsync(LetterWorld.LeaEmail, captureDays: 2));
        var toVoid = await world.AskAsync(LetterWorld.LeaEmail, captureDays: 2);
        (held, toVoid) = (await world.PayAsync(held, 50_00), await world.PayAsync(toVoid, 50_00));
        var create = world.Get<CreatePayment>();
        (await create.RunAsync(LetterWorld.Merchant, LetterWorld.PointId, Form, "before")).Refusal.ShouldBeNull();

        var at = world.Now;
        (await SuspendAsync(world, shopId)).Refusal.ShouldBeNull();
        var stopped = new Refusal(RefusalCode.Suspended, ParisCalendar.Truncate(at), Why);
        (await create.RunAsync(LetterWorld.Merchant, LetterWorld.PointId, Form, "after")).Refusal.ShouldBe(stopped);
        (await world.Get<MailRequest>().RunAsync(LetterWorld.Merchant, shown.Number, "x@example.org", "k1")).Refusal.ShouldBe(stopped);
        (await world.Get<ChangeChannel>().RunAsync(LetterWorld.Merchant, shown.Number, "10000000011", "k2")).Refusal.ShouldBe(stopped);
        (await world.Get<SendRequestAgain>().RunAsync(LetterWorld.Merchant, mailed.Number, "k3")).Refusal.ShouldBe(stopped);
        (await world.Get<ApprovePayment>().RunAsync(LetterWorld.Lea, mailed.Id, null, new Money(50_00), "k4")).Refusal.ShouldBe(new Refusal(RefusalCode.Suspended));
        (await create.RunAsync(LetterWorld.Merchant, LetterWorld.PointId, Form, "before")).Refusal.ShouldBeNull("the same form gives its first answer");

        (await world.Get<CapturePayment>().RunAsync(LetterWorld.Merchant, held.Number, "50,00")).Refusal.ShouldBeNull();
        (await world.Get<VoidPayment>().RunAsync(LetterWorld.Merchant, toVoid.Number)).Refusal.ShouldBeNull();
        (await world.Get<CancelPayment>().RunAsync(LetterWorld.Merchant, shown.Number)).Refusal.ShouldBeNull();

        (await world.Get<SuspendMerchants>().ResumeAsync(Marc, Agreement, shopId, "Pièces reçues", world.Now)).Refusal.ShouldBeNull();
        (await create.RunAsync(LetterWorld.Merchant, LetterWorld.PointId, Form, "after")).Refusal.ShouldBeNull();
        (await world.PayAsync(mailed, 50_00)).Status.ShouldBe(PaymentStatus.Captured);
    }

    [Theory, EachDatabase]
    public async Task Its_people_are_told_why_it_is_kept_and_the_trail_has_a_line_each(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        await SuspendAsync(world, null);
        (await world.LettersAsync(AccountLetterKind.Suspended)).Select(x => x.Address).ShouldBe(["paul@example.org"]);
        await SuspendAsync(world, ShopId);
        (await world.LettersAsync(AccountLetterKind.Suspended)).Select(x => x.Address).Order().ShouldBe(["paul@example.org", "paul@example.org", "pins@example.org"]);
        await world.Get<SuspendMerchants>().ResumeAsync(Marc, Agreement, null, "Pièces reçues", world.Now);
        (await world.Get<CollectGate>().StopAsync(71, LetterWorld.PointId))!.PointOfSaleId.ShouldBe(LetterWorld.PointId, "the point stays suspended on its own");
        await world.Get<SuspendMerchants>().ResumeAsync(Marc, Agreement, ShopId, "Pièces reçues", world.Now);
        await world.SendLaterAsync(TimeSpan.FromSeconds(1));
        (await world.MailsAsync()).Count(x => x.Text.Contains(Why, StringComparison.Ordinal) && x.Text.Contains(LetterWorld.MerchantName, StringComparison.Ordinal)).ShouldBe(1);
        (await world.AuditAsync()).ShouldBe(
            ["Claire Vidal agreement.suspended agreement:71", "Claire Vidal point.suspended agreement:71 point:711", "Marc Petit agreement.resumed agreement:71", "Marc Petit point.resumed agreement:71 point:711"]);
        var file = (await world.Get<FindAgreements>().ReadAsync(Agreement, world.Now)).Value;
        file.Suspensions.Select(x => (x.Point, x.Reason, x.By, x.ResumeReason, x.ResumedBy)).Order().ShouldBe(
            [(null, Why, "Claire Vidal", "Pièces reçues", "Marc Petit"), ("Camping des Pins", Why, "Claire Vidal", "Pièces reçues", "Marc Petit")]);
        file.Agreement.SuspendedAt.ShouldBeNull();
        file.Accounts.Select(x => (x.Number, x.Role, x.Email)).ShouldBe([("708900", Role.Signatory, "p***@example.org"), ("10000651", Role.PointAccount, "p***@example.org")]);
    }

    [Theory, EachDatabase]
    public async Task Of_operators_at_once_one_wins_and_the_others_are_told(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => world.Get<SuspendMerchants>().SuspendAsync(i % 2 == 0 ? Claire : Marc, Agreement, null, Why, world.Now))));
        answers.Count(x => x.Refusal is null).ShouldBe(1);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.SuspensionChanged);
        (await world.AuditAsync()).Count.ShouldBe(1);
        (await world.LettersAsync(AccountLetterKind.Suspended)).Count.ShouldBe(1);
        (await world.Get<SuspendMerchants>().ResumeAsync(Claire, Agreement, ShopId, Why, world.Now)).Refusal!.Code.ShouldBe(RefusalCode.SuspensionChanged);
    }

    [Theory]
    [EachDatabase(Agreement, null, "", RefusalCode.TextInvalid)]
    [EachDatabase(Agreement, null, "  \n ", RefusalCode.TextInvalid)]
    [EachDatabase("999999", null, Why, RefusalCode.NotFound)]
    [EachDatabase(Agreement, "99999999", Why, RefusalCode.NotFound)]
    [EachDatabase("999999", ShopId, Why, RefusalCode.NotFound)]
    public async Task Without_a_reason_or_a_place_nothing_happens(DatabaseKind kind, string agreement, string? shopId, string reason, RefusalCode code)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        (await world.Get<SuspendMerchants>().SuspendAsync(Claire, agreement, shopId, reason, world.Now)).Refusal!.Code.ShouldBe(code);
        (await world.AuditAsync()).ShouldBeEmpty();
        (await world.Get<CollectGate>().SuspendedAsync(71)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Another_server_hears_of_it_within_the_age_that_it_promises(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        await using var other = world.SecondServer("outbox");
        var gate = other.Get<CollectGate>();
        (await gate.StopAsync(71, LetterWorld.PointId)).ShouldBeNull();
        await SuspendAsync(world, null);
        var since = TimeProvider.System.GetTimestamp();
        while (await gate.StopAsync(71, LetterWorld.PointId) is null)
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(CollectGate.MaxAge + TimeSpan.FromSeconds(5));
        }
    }

    [Theory, EachDatabase]
    public async Task A_point_that_its_merchant_closed_collects_no_more(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        var (mailed, at) = (await world.AskAsync(LetterWorld.LeaEmail), ParisCalendar.Truncate(world.Now));
        await world.ReadAsync(db => db.PointsOfSale.Where(x => x.Id == LetterWorld.PointId).ExecuteUpdateAsync(set => set.SetProperty(x => x.ClosedAt, at)));
        await world.Get<CollectGate>().ForgetAsync();
        (await world.Get<CreatePayment>().RunAsync(LetterWorld.Merchant, LetterWorld.PointId, Form, "k")).Refusal.ShouldBe(new Refusal(RefusalCode.PointClosed, at));
        (await world.Get<ApprovePayment>().RunAsync(LetterWorld.Lea, mailed.Id, null, new Money(50_00), "k")).Refusal.ShouldBe(new Refusal(RefusalCode.PointClosed));
        (await world.Get<CollectGate>().SuspendedAsync(71)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Agreements_are_found_by_each_of_their_numbers_and_by_name(DatabaseKind kind)
    {
        await using var world = await RoomWorld.CreateAsync(kind);
        await world.ReadAsync(async db =>
        {
            db.Agreements.Add(new() { Id = 72, Number = "708901", Name = "Parc 100 % Cimes_Nord", Siret = "73282932000074" });
            return await db.SaveChangesAsync();
        });
        var find = world.Get<FindAgreements>();
        foreach (var (typed, number) in ((string, string)[])[("708900", Agreement), ("10000651", Agreement), ("LITTORAL vacances", Agreement), ("732 829 320 00074", "708901"), ("% cimes_", "708901")])
        {
            (await find.SearchAsync(typed)).ShouldHaveSingleItem().Number.ShouldBe(number, typed);
        }

        foreach (var nothing in (string[])["999999", "%%", "cimes littoral", "a\u0007b", new string('x', 61)])
        {
            (await find.SearchAsync(nothing)).ShouldBeEmpty(nothing);
        }

        (await find.SearchAsync(null)).ShouldBeEmpty();
        await SuspendAsync(world, ShopId);
        (await find.SearchAsync("")).ShouldHaveSingleItem().SuspendedPoints.ShouldBe(1);
        (await world.Get<CountRooms>().RunAsync()).Suspended.ShouldBe(1);
    }

    private static Task<Result<string>> SuspendAsync(LetterWorld world, string? shopId) => world.Get<SuspendMerchants>().SuspendAsync(Claire, Agreement, shopId, Why, world.Now);
}
