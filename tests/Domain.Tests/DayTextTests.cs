namespace Guichet.Domain.Tests;

public class DayTextTests
{
    [Theory]
    [InlineData("2026-08-31", "2026-08-31")]
    [InlineData(" 31/08/2026 ", "2026-08-31")]
    [InlineData("1/8/2026", "2026-08-01")]
    [InlineData("31.08.2026", "2026-08-31")]
    [InlineData("31-8-2026", "2026-08-31")]
    [InlineData("29/02/2028", "2028-02-29")]
    public void A_day_is_read_as_people_and_browsers_write_it(string typed, string day)
    {
        DayText.TryParse(typed, out var read).ShouldBeTrue();
        DayText.Field(read).ShouldBe(day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("31/02/2026")]
    [InlineData("29/02/2026")]
    [InlineData("08/31/2026")]
    [InlineData("2026-8-1")]
    [InlineData("31/08/26")]
    [InlineData("tomorrow")]
    [InlineData("٣١/٠٨/٢٠٢٦")]
    public void What_is_no_day_is_none(string? typed) => DayText.TryParse(typed, out _).ShouldBeFalse();

    [Fact]
    public void A_long_text_is_not_looked_at() => DayText.TryParse(new string(' ', DayText.MaxLength) + "31/08/2026", out _).ShouldBeFalse();
}
