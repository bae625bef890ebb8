using Guichet.Domain.Payments;
using static Guichet.Domain.Tests.ParisCalendarTests;

namespace Guichet.Domain.Tests.Payments;

/// <summary>
/// Both limits of a payment, in tables: a request made (or paid) at an instant ends at another, and until the millisecond before everything is possible.
/// </summary>
public sealed class DeadlineTableTests
{
    /// <summary>The guide's own, 23:30 UTC in winter and summer, the last minute of a Paris day, both changes of the year, leap day, year's end, the longest.</summary>
    public static TheoryData<string, int, string> Windows => new()
    {
        { "2020-06-24T09:06:00Z", 10, "2020-07-04T22:00:00Z" },
        { "2020-06-24T09:06:00Z", 4, "2020-06-28T22:00:00Z" },
        { "2020-06-24T09:59:35Z", 2, "2020-06-26T22:00:00Z" },
        { "2020-06-18T12:00:00Z", 1, "2020-06-19T22:00:00Z" },
        { "2026-01-10T23:30:00Z", 1, "2026-01-12T23:00:00Z" },
        { "2026-07-10T23:30:00Z", 1, "2026-07-12T22:00:00Z" },
        { "2026-07-10T21:59:59.999Z", 1, "2026-07-11T22:00:00Z" },
        { "2026-07-10T22:00:00Z", 1, "2026-07-12T22:00:00Z" },
        { "2026-01-10T22:59:59.999Z", 1, "2026-01-11T23:00:00Z" },
        { "2026-01-10T23:00:00Z", 1, "2026-01-12T23:00:00Z" },
        { "2026-03-28T10:00:00Z", 1, "2026-03-29T22:00:00Z" },
        { "2026-03-29T00:59:59Z", 1, "2026-03-30T22:00:00Z" },
        { "2026-03-29T01:00:00Z", 1, "2026-03-30T22:00:00Z" },
        { "2026-03-28T23:30:00Z", 1, "2026-03-30T22:00:00Z" },
        { "2026-03-20T10:00:00Z", 8, "2026-03-28T23:00:00Z" },
        { "2026-03-20T10:00:00Z", 9, "2026-03-29T22:00:00Z" },
        { "2026-10-24T10:00:00Z", 1, "2026-10-25T23:00:00Z" },
        { "2026-10-25T00:30:00Z", 1, "2026-10-26T23:00:00Z" },
        { "2026-10-25T01:30:00Z", 1, "2026-10-26T23:00:00Z" },
        { "2026-10-24T22:30:00Z", 1, "2026-10-26T23:00:00Z" },
        { "2026-10-14T10:00:00Z", 10, "2026-10-24T22:00:00Z" },
        { "2026-10-14T10:00:00Z", 11, "2026-10-25T23:00:00Z" },
        { "2028-02-28T10:00:00Z", 1, "2028-02-29T23:00:00Z" },
        { "2028-02-28T10:00:00Z", 2, "2028-03-01T23:00:00Z" },
        { "2028-02-29T10:00:00Z", 60, "2028-04-29T22:00:00Z" },
        { "2027-02-28T10:00:00Z", 1, "2027-03-01T23:00:00Z" },
        { "2026-12-31T10:00:00Z", 1, "2027-01-01T23:00:00Z" },
        { "2026-12-30T23:30:00Z", 1, "2027-01-01T23:00:00Z" },
        { "2026-12-31T23:30:00Z", 1, "2027-01-02T23:00:00Z" },
    };

    [Theory, MemberData(nameof(Windows))]
    public void A_request_can_be_paid_until_the_end_of_its_last_day(string made, int days, string end)
    {
        var request = Request(PaymentTerms.Of(days, null, IssuerRules.Default).Value, At(made));
        request.PayBy.ShouldBe(At(end));
        Approve(request, At(end).AddMilliseconds(-1)).Refusal.ShouldBeNull();
        Approve(request, At(end)).Refusal!.Code.ShouldBe(RefusalCode.PaymentLimitPassed);
        PaymentDecisions.Expire(request, At(end).AddMilliseconds(-1)).Fact.ShouldBeNull();
        PaymentDecisions.Expire(request, At(end)).After.Status.ShouldBe(PaymentStatus.Expired);
    }

    [Theory, MemberData(nameof(Windows))]
    public void A_payment_can_be_validated_until_the_end_of_its_last_day_counted_from_the_customers_payment(string paid, int days, string end)
    {
        var longBefore = At(paid).AddDays(-20);
        var held = Approve(Request(PaymentTerms.Of(60, days, IssuerRules.Default).Value, longBefore), At(paid)).Value.After;
        held.CaptureBy.ShouldBe(At(end));
        PaymentDecisions.Capture(held, held.Amounts.Requested, Sample.Merchant, At(end).AddMilliseconds(-1)).Refusal.ShouldBeNull();
        PaymentDecisions.Capture(held, held.Amounts.Requested, Sample.Merchant, At(end)).Refusal!.Code.ShouldBe(RefusalCode.CaptureLimitPassed);
        PaymentDecisions.Expire(held, At(end).AddMilliseconds(-1)).Fact.ShouldBeNull();
        PaymentDecisions.Expire(held, At(end)).After.Status.ShouldBe(PaymentStatus.Expired);
    }

    /// <summary>The guide's row: limit 19/06, «expirée» in the night that follows.</summary>
    [Fact]
    public void A_request_whose_limit_is_the_19th_expires_just_after_midnight_of_the_20th_in_Paris()
    {
        var request = Request(PaymentTerms.Of(4, null, IssuerRules.Default).Value, At("2020-06-15T08:00:00Z"));
        ParisCalendar.LastDayBefore(request.PayBy).ShouldBe(new DateOnly(2020, 6, 19));
        ParisCalendar.LocalOf(request.PayBy).ShouldBe(new DateTime(2020, 6, 20, 0, 0, 0));
        PaymentDecisions.Expire(request, At("2020-06-19T21:59:59.999Z")).Fact.ShouldBeNull();
        PaymentDecisions.Expire(request, At("2020-06-19T22:06:00Z")).Fact!.At.ShouldBe(At("2020-06-19T22:06:00Z"));
    }

    /// <summary>A day of 23 or 25 hours is a day; minutes are minutes.</summary>
    [Theory]
    [InlineData("2026-03-28T23:00:00Z", 47)]
    [InlineData("2026-10-24T22:00:00Z", 49)]
    [InlineData("2026-06-23T22:00:00Z", 48)]
    public void Days_are_days_of_the_calendar_and_an_immediate_request_lasts_its_minutes(string midnight, int hours)
    {
        (PaymentTerms.Of(1, null, IssuerRules.Default).Value.PayBy(At(midnight), RequestChannel.Identifier, IssuerRules.Default) - At(midnight)).ShouldBe(TimeSpan.FromHours(hours));
        var change = At(midnight).AddMinutes(115);
        Request(PaymentTerms.ImmediateAutomatic, change).PayBy.ShouldBe(change + IssuerRules.Default.QrCodeWindow);
    }

    private static Payment Request(PaymentTerms terms, DateTimeOffset now) =>
        PaymentRequests.Create(Sample.Request(terms), IssuerRules.Default, Sample.Merchant, now).Value.After;

    /// <summary>With titles of the year of the payment: none has lapsed.</summary>
    private static Result<PaymentDecision> Approve(Payment request, DateTimeOffset now) =>
        PaymentDecisions.Approve(request, new(Sample.CustomerId, [new(now.Year, request.Amounts.Requested)]), request.Amounts.Requested, Sample.Customer, now);
}
