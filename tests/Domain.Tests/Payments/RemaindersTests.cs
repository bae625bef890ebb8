using Guichet.Domain.Payments;

namespace Guichet.Domain.Tests.Payments;

public sealed class RemaindersTests
{
    private static readonly DateTimeOffset Now = Sample.Start.AddMinutes(5);

    private static RemainderPayment Record(long cents, int line = 1, DateTimeOffset? at = null, bool withdrawn = false) =>
        new(line, RemainderMeans.Cash, new Money(cents), at ?? Now, 1) { WithdrawnAt = withdrawn ? Now : null, WithdrawnBy = withdrawn ? 2 : null };

    [Theory]
    [InlineData(10_00, null)]
    [InlineData(0_01, null)]
    [InlineData(10_01, RefusalCode.AmountAboveRemainder)]
    [InlineData(0, RefusalCode.AmountInvalid)]
    [InlineData(-1, RefusalCode.AmountInvalid)]
    [InlineData(long.MaxValue, RefusalCode.AmountAboveRemainder)]
    public void Forty_asked_and_thirty_paid_leave_ten(long cents, RefusalCode? refused) =>
        (Remainders.Check(Sample.Paid(CaptureMode.Automatic, 30_00), [], new Money(cents), Now)?.Code).ShouldBe(refused);

    [Fact]
    public void Several_records_share_the_rest_and_never_exceed_it()
    {
        var payment = Sample.Paid(CaptureMode.Automatic, 10_00);
        RemainderPayment[] records = [Record(20_00), Record(3_00, 2, withdrawn: true), Record(4_00, 3)];
        Remainders.Recorded(records).ShouldBe(new Money(24_00));
        Remainders.Left(payment, records).ShouldBe(new Money(6_00));
        Remainders.Check(payment, records, new Money(6_00), Now).ShouldBeNull();
        Remainders.Check(payment, records, new Money(6_01), Now).ShouldBe(new Refusal(RefusalCode.AmountAboveRemainder, new Money(6_00)));
        Remainders.Check(payment, [.. records, Record(6_00, 4)], new Money(0_01), Now)!.Code.ShouldBe(RefusalCode.RemainderSettled);
    }

    [Theory]
    [InlineData(PaymentStatus.AwaitingCustomer)]
    [InlineData(PaymentStatus.Declined)]
    [InlineData(PaymentStatus.Canceled)]
    [InlineData(PaymentStatus.Expired)]
    public void Where_nothing_was_received_there_is_no_rest(PaymentStatus status)
    {
        var payment = Sample.In(status, CaptureMode.Automatic);
        Remainders.Left(payment, []).ShouldBeNull();
        Remainders.Check(payment, [], new Money(1), Now).ShouldBe(new Refusal(RefusalCode.NotPossibleInState, status, payment.LastActivityAt));
    }

    [Theory]
    [InlineData(CaptureMode.Automatic)]
    [InlineData(CaptureMode.Manual)]
    public void What_was_paid_in_full_leaves_nothing(CaptureMode capture)
    {
        Remainders.Left(Sample.Paid(capture), []).ShouldBeNull();
        Remainders.Check(Sample.Paid(capture), [], new Money(1), Now)!.Code.ShouldBe(RefusalCode.RemainderSettled);
    }

    [Fact]
    public void Validated_lower_the_rest_grows_and_what_was_recorded_still_fits()
    {
        var held = Sample.Paid(CaptureMode.Manual, 30_00);
        RemainderPayment[] records = [Record(10_00)];
        Remainders.Left(held, records).ShouldBe(Money.Zero);
        var captured = PaymentDecisions.Capture(held, new Money(25_00), Sample.Merchant, Now).Value.After;
        Remainders.Left(captured, records).ShouldBe(new Money(5_00));
    }

    [Fact]
    public void Past_the_validation_limit_the_payment_lapses_and_there_is_no_rest_to_take()
    {
        var held = Sample.Paid(CaptureMode.Manual, 30_00);
        Remainders.Check(held, [], new Money(10_00), held.CaptureBy!.Value.AddMilliseconds(-1)).ShouldBeNull();
        Remainders.Check(held, [], new Money(10_00), held.CaptureBy.Value).ShouldBe(new Refusal(RefusalCode.CaptureLimitPassed, held.CaptureBy.Value));
    }

    [Fact]
    public void A_payment_has_a_limited_number_of_records_the_withdrawn_ones_among_them()
    {
        var payment = Sample.Paid(CaptureMode.Automatic, 1_00);
        var records = Enumerable.Range(1, Remainders.MaxRecords).Select(line => Record(1, line, withdrawn: line % 2 == 0)).ToList();
        Remainders.Check(payment, records, new Money(1), Now)!.Code.ShouldBe(RefusalCode.RemainderFull);
        Remainders.Check(payment, records[1..], new Money(1), Now).ShouldBeNull();
    }

    [Theory] // summer begins on 29 March, winter on 25 October: the days have 23 and 25 hours
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z", true)]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", false)]
    [InlineData("2026-03-28T22:59:59.999Z", "2026-03-28T23:00:00Z", false)]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T22:59:59.999Z", true)]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", false)]
    public void A_mistake_is_withdrawn_until_midnight_in_Paris(string recorded, string now, bool possible)
    {
        var record = Record(10_00, at: ParisCalendarTests.At(recorded));
        Remainders.MayWithdraw(record, ParisCalendarTests.At(now)).ShouldBe(possible);
        (Remainders.CheckWithdrawal(record, ParisCalendarTests.At(now)) is null).ShouldBe(possible);
        Remainders.MayWithdraw(record with { WithdrawnAt = record.At }, record.At).ShouldBeFalse("once is enough");
    }
}
