using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.App.Tests.Storage;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Payments;

/// <summary>How the rest was paid: never more than the rest, kept with who and when, seen by its own only.</summary>
public sealed class RemainderTests
{
    private static readonly MerchantActor Till = new(1, DeskHost.Agreement, [DeskHost.Point], "Caisse", null) { Role = Role.PointAccount };
    private static readonly MerchantActor Signatory = Till with { AccountId = 2, Points = null, Role = Role.Signatory };
    private static readonly MerchantActor OtherPoint = Till with { Points = [712], Role = Role.PointAccount };
    private static readonly MerchantActor Stranger = new(3, 72, null, "Ailleurs", null) { Role = Role.Signatory };
    private static readonly PaymentTerms Manual = PaymentTerms.Of(null, 2, IssuerRules.Default).Value;
    private static int _keys;

    private static string NewKey() => $"{Interlocked.Increment(ref _keys):x32}";

    [Theory, EachDatabase]
    public async Task Twenty_in_cash_and_ten_by_card_settle_thirty(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var (payment, record, read) = (await PaidAsync(host, 60_00, 30_00), new RecordRemainder(host.Databases), new ReadRemainders(host.Databases));
        var now = host.Now();
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(20_00), NewKey(), now)).Value.Line.ShouldBe(1);
        var above = await record.RunAsync(Till, payment.Number, RemainderMeans.Card, new Money(10_01), NewKey(), now);
        above.Refusal.ShouldBe(new Refusal(RefusalCode.AmountAboveRemainder, new Money(10_00)));
        (await record.RunAsync(Signatory, payment.Number, RemainderMeans.Card, new Money(10_00), NewKey(), now)).Value.Line.ShouldBe(2);
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Other, new Money(0_01), NewKey(), now)).Refusal!.Code.ShouldBe(RefusalCode.RemainderSettled);

        var lines = await read.OfAsync(Till, payment);
        lines.Select(x => (x.Record.Means, x.Record.Amount.Cents, x.Record.AccountId, x.Record.At)).ShouldBe(
            [(RemainderMeans.Cash, 20_00, 1, ParisCalendar.Truncate(now)), (RemainderMeans.Card, 10_00, 2, ParisCalendar.Truncate(now))]);
        await host.CheckAsync(); // no money of the ledger
    }

    [Theory, EachDatabase]
    public async Task The_same_form_twice_makes_one_and_another_content_is_refused(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var (payment, record, key) = (await PaidAsync(host, 60_00, 30_00), new RecordRemainder(host.Databases), NewKey());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(10_00), key, host.Now()))));
        answers.ShouldAllBe(answer => answer.Refusal == null && answer.Value.Line == 1);
        (await host.ReadAsync(db => db.RemainderPayments.CountAsync())).ShouldBe(1);
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Card, new Money(10_00), key, host.Now())).Refusal!.Code.ShouldBe(RefusalCode.IdempotencyMismatch);
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(11_00), key, host.Now())).Refusal!.Code.ShouldBe(RefusalCode.IdempotencyMismatch);
    }

    [Theory, EachDatabase]
    public async Task Cashiers_at_once_never_record_more_than_the_rest(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var record = new RecordRemainder(host.Databases);
        for (var round = 0; round < 5; round++)
        {
            var payment = await PaidAsync(host, 60_00, 30_00);
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => record.RunAsync(i % 2 == 0 ? Till : Signatory, payment.Number, RemainderMeans.Cash, new Money(20_00), NewKey(), host.Now()))));
            answers.Count(x => x.Refusal is null).ShouldBe(1);
            answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.AmountAboveRemainder);
            (await host.ReadAsync(db => db.RemainderPayments.Where(r => r.PaymentId == payment.Id).SumAsync(r => r.Cents))).ShouldBe(20_00);
        }
    }

    [Theory, EachDatabase]
    public async Task A_record_beside_a_void_is_before_it_or_refused(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var record = new RecordRemainder(host.Databases);
        for (var round = 0; round < 5; round++)
        {
            var payment = await PaidAsync(host, 60_00, 30_00, Manual);
            var recording = Task.Run(() => record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(30_00), NewKey(), host.Now()));
            var voiding = Task.Run(() => host.VoidAsync(payment));
            (await voiding).Refusal.ShouldBeNull();
            if ((await recording).Refusal is { } refusal)
            {
                refusal.Code.ShouldBe(RefusalCode.NotPossibleInState);
                refusal.Arguments[0].ShouldBe(PaymentStatus.Canceled);
            }
        }
    }

    [Theory, EachDatabase]
    public async Task A_withdrawn_record_stays_visible_and_frees_its_part_of_the_rest(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var (payment, record, withdraw) = (await PaidAsync(host, 60_00, 30_00), new RecordRemainder(host.Databases), new WithdrawRemainder(host.Databases));
        var now = new DateTimeOffset(2026, 6, 24, 21, 59, 0, TimeSpan.Zero); // a minute before midnight in Paris
        var key = NewKey();
        await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(30_00), key, now);
        (await withdraw.RunAsync(Till, payment.Number, 2, now)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        var gone = (await withdraw.RunAsync(Signatory, payment.Number, 1, now.AddSeconds(30))).Value;
        (gone.Counts, gone.WithdrawnBy, gone.WithdrawnAt).ShouldBe((false, 2, now.AddSeconds(30)));
        (await withdraw.RunAsync(Till, payment.Number, 1, now.AddDays(1))).Value.ShouldBe(gone, "repeated, it stays as it is");
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(30_00), key, now)).Value.ShouldBe(gone, "the old form brings nothing back");

        (await record.RunAsync(Till, payment.Number, RemainderMeans.Card, new Money(30_00), NewKey(), now)).Refusal.ShouldBeNull();
        (await withdraw.RunAsync(Till, payment.Number, 2, now.AddMinutes(1))).Refusal.ShouldBe(new Refusal(RefusalCode.RemainderDayOver, now));
        (await new ReadRemainders(host.Databases).OfAsync(Till, payment)).Select(x => x.Record.Counts).ShouldBe([false, true]);
        (await host.ReadAsync(db => db.RemainderPayments.Select(r => r.Day).Distinct().ToListAsync())).ShouldBe([20260624]);
    }

    [Theory, EachDatabase]
    public async Task Validated_lower_leaves_more_to_record(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var (payment, record) = (await PaidAsync(host, 60_00, 30_00, Manual), new RecordRemainder(host.Databases));
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(30_00), NewKey(), host.Now())).Refusal.ShouldBeNull();
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(5_00), NewKey(), host.Now())).Refusal!.Code.ShouldBe(RefusalCode.RemainderSettled);
        (await host.CaptureAsync(payment, 25_00)).Refusal.ShouldBeNull();
        (await record.RunAsync(Till, payment.Number, RemainderMeans.PaperVouchers, new Money(5_00), NewKey(), host.Now())).Refusal.ShouldBeNull();
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task What_one_may_not_see_has_no_rest(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var (payment, record, withdraw) = (await PaidAsync(host, 60_00, 30_00), new RecordRemainder(host.Databases), new WithdrawRemainder(host.Databases));
        (await record.RunAsync(Till, payment.Number, RemainderMeans.Cash, new Money(10_00), NewKey(), host.Now())).Refusal.ShouldBeNull();
        foreach (var other in (MerchantActor[])[OtherPoint, Stranger])
        {
            (await record.RunAsync(other, payment.Number, RemainderMeans.Cash, new Money(1_00), NewKey(), host.Now())).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
            (await withdraw.RunAsync(other, payment.Number, 1, host.Now())).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
            (await new ReadRemainders(host.Databases).OfAsync(other, payment)).ShouldBeEmpty();
        }

        (await new ReadRemainders(host.Databases).OfAsync(Signatory, payment)).ShouldHaveSingleItem().Record.Counts.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cash", "10,00", "")]
    [InlineData("", "10,00", "means_missing")]
    [InlineData("cheque", "x", "means_missing amount_invalid")]
    [InlineData("card", "", "amount_invalid")]
    [InlineData("card", "0,00", "amount_invalid")]
    [InlineData("paper", "-1", "amount_invalid")]
    [InlineData("other", "1,234", "amount_invalid")]
    public void A_form_is_told_all_that_is_wrong_at_once(string means, string amount, string refused) =>
        string.Join(' ', new RemainderForm(means, amount).Check().Refusals.Select(x => x.Name)).ShouldBe(refused);

    private static async Task<Payment> PaidAsync(DeskHost host, long requested, long paid, PaymentTerms? terms = null)
    {
        await host.CreditAsync(paid);
        return (await host.ApproveAsync(await host.CreateAsync(requested, terms), paid)).Value!;
    }
}

internal static class DeskHostClock
{
    /// <summary>The desk's own clock: these tests run in real time.</summary>
    public static DateTimeOffset Now(this DeskHost host) => (host.Services.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System).GetUtcNow();
}
