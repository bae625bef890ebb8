using Guichet.Domain.Payments;

namespace Guichet.Domain.Tests.Payments;

/// <summary>What came back to the customer, in every state.</summary>
public sealed class ReturnedTests
{
    [Theory]
    [InlineData(PaymentStatus.AwaitingCustomer, null, null, null)]
    [InlineData(PaymentStatus.Declined, null, null, null)]
    [InlineData(PaymentStatus.Canceled, null, null, null)]
    [InlineData(PaymentStatus.Expired, null, null, null)]
    [InlineData(PaymentStatus.Authorized, 30_00L, null, null)]
    [InlineData(PaymentStatus.Captured, 30_00L, 30_00L, null)]
    [InlineData(PaymentStatus.Captured, 30_00L, 29_99L, 1L)]
    [InlineData(PaymentStatus.Canceled, 30_00L, null, 30_00L)]
    [InlineData(PaymentStatus.Expired, 0_01L, null, 0_01L)]
    public void It_is_what_was_paid_without_what_was_received(PaymentStatus status, long? authorized, long? captured, long? returned)
    {
        var payment = Sample.Waiting(PaymentTerms.ImmediateAutomatic) with { Status = status, Amounts = new PaymentAmounts(new Money(40_00), MoneyOf(authorized), MoneyOf(captured)) };
        payment.Returned.ShouldBe(MoneyOf(returned));
        (payment.Received ?? Money.Zero).ShouldBe((MoneyOf(authorized) ?? Money.Zero) - (payment.Returned ?? Money.Zero), "received + returned = paid");
    }

    [Fact]
    public void A_validation_for_less_gives_the_rest_back() =>
        PaymentDecisions.Capture(Sample.Paid(CaptureMode.Manual, 30_00), new Money(25_00), Sample.Merchant, Sample.Start.AddMinutes(2)).Value.After.Returned.ShouldBe(new Money(5_00));

    private static Money? MoneyOf(long? cents) => cents is { } value ? new Money(value) : null;
}
