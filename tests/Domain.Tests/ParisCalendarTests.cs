using System.Globalization;
using Guichet.Domain.Payments;

namespace Guichet.Domain.Tests;

/// <summary>The guide's own dates, both clock changes, leap day and year's end (I-22, I-23).</summary>
public sealed class ParisCalendarTests
{
    [Theory]
    [InlineData("2020-07-04", "2020-07-04T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T23:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T22:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T22:00:00Z")]
    [InlineData("2026-03-28", "2026-03-28T23:00:00Z")]
    [InlineData("2028-02-29", "2028-02-29T23:00:00Z")]
    [InlineData("2026-12-31", "2026-12-31T23:00:00Z")]
    public void A_day_ends_at_the_next_midnight_in_Paris(string day, string end) =>
        ParisCalendar.EndOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(At(end));

    [Theory]
    [InlineData("2020-06-24T09:06:00Z", 10, "2020-07-04")]
    [InlineData("2020-06-24T09:06:00Z", 4, "2020-06-28")]
    [InlineData("2020-06-24T09:06:00Z", 3, "2020-06-27")]
    [InlineData("2020-06-24T09:59:35Z", 2, "2020-06-26")]
    [InlineData("2020-06-24T21:59:59Z", 1, "2020-06-25")]
    [InlineData("2020-06-24T22:00:00Z", 1, "2020-06-26")]
    [InlineData("2026-01-10T23:30:00Z", 1, "2026-01-12")]
    [InlineData("2028-02-28T12:00:00Z", 1, "2028-02-29")]
    [InlineData("2026-12-31T12:00:00Z", 1, "2027-01-01")]
    [InlineData("2026-03-28T12:00:00Z", 1, "2026-03-29")]
    [InlineData("2026-10-24T12:00:00Z", 1, "2026-10-25")]
    public void Days_count_from_the_Paris_day_and_are_inclusive(string from, int days, string lastDay)
    {
        var deadline = ParisCalendar.EndOfWindow(At(from), days);
        ParisCalendar.LastDayBefore(deadline).ShouldBe(DateOnly.Parse(lastDay, CultureInfo.InvariantCulture));
        ParisCalendar.LocalOf(deadline).TimeOfDay.ShouldBe(TimeSpan.Zero);
        deadline.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_request_whose_limit_is_the_19th_can_be_paid_until_the_end_of_that_day()
    {
        var made = At("2020-06-15T08:00:00Z");
        var terms = PaymentTerms.Of(4, null, IssuerRules.Default).Value;
        terms.PayBy(made, RequestChannel.Email, IssuerRules.Default).ShouldBe(At("2020-06-19T22:00:00Z"));
    }

    [Fact]
    public void Validation_two_days_after_a_payment_on_the_24th_ends_with_the_26th() =>
        PaymentTerms.Of(null, 2, IssuerRules.Default).Value.CaptureBy(At("2020-06-24T09:59:35Z")).ShouldBe(At("2020-06-26T22:00:00Z"));

    [Fact]
    public void Instants_are_kept_to_the_millisecond()
    {
        var instant = At("2026-11-23T10:00:00Z").AddTicks(12_345_678);
        ParisCalendar.Truncate(instant).ShouldBe(At("2026-11-23T10:00:01.234Z"));
    }

    internal static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
