using Guichet.Domain.Wallets;

namespace Guichet.Domain.Tests.Wallets;

public class LapseNoticeTests
{
    [Theory]
    [InlineData("2026-01-01", null)]
    [InlineData("2026-10-31", null)]
    [InlineData("2026-11-01", 60)]
    [InlineData("2026-12-16", 60)]
    [InlineData("2026-12-17", 14)]
    [InlineData("2026-12-31", 14)]
    [InlineData("2024-10-31", null)]
    [InlineData("2024-11-01", 60)]
    public void Sixty_and_fourteen_days_before_the_end_of_the_year(string day, int? stage) =>
        LapseNotice.StageOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(stage);

    [Fact]
    public void The_year_of_issue_is_that_whose_last_day_ends_the_year() =>
        new VoucherPart(VoucherPart.IssueYearLapsingIn(2026), new Money(1)).LastDay.ShouldBe(new DateOnly(2026, 12, 31));
}
