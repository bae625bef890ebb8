using System.Globalization;
using CsCheck;

namespace Guichet.Domain.Tests;

public sealed class MoneyTextTests
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData("40", 40_00)]
    [InlineData("40,0", 40_00)]
    [InlineData("40,00", 40_00)]
    [InlineData("40.00", 40_00)]
    [InlineData("40,5", 40_50)]
    [InlineData("0,01", 1)]
    [InlineData("00,00", 0)]
    [InlineData("007", 7_00)]
    [InlineData(" 40,00 ", 40_00)]
    [InlineData("40€", 40_00)]
    [InlineData("40,00 €", 40_00)]
    [InlineData("40,00\u00A0€", 40_00)]
    [InlineData("1 234,50 €", 1_234_50)]
    [InlineData("1\u00A0234,50", 1_234_50)]
    [InlineData("1\u202F234,50\u00A0€", 1_234_50)]
    [InlineData("1 000 000", 1_000_000_00)]
    [InlineData("1000000", 1_000_000_00)]
    [InlineData("100 000,00", 100_000_00)]
    public void Reads_amounts_as_people_type_them(string typed, long cents)
    {
        MoneyText.TryParse(typed, out var amount).ShouldBeTrue();
        amount.Cents.ShouldBe(cents);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("€")]
    [InlineData("-40")]
    [InlineData("+40")]
    [InlineData("40,001")]
    [InlineData("40,")]
    [InlineData(",50")]
    [InlineData("1,000.00")]
    [InlineData("1.000,00")]
    [InlineData("1,000,00")]
    [InlineData("4e1")]
    [InlineData("0x28")]
    [InlineData("٤٠")]
    [InlineData("４０")]
    [InlineData("4 0")]
    [InlineData("40 00")]
    [InlineData("1 23 456")]
    [InlineData("1  234")]
    [InlineData("1234 567")]
    [InlineData("40,0 0")]
    [InlineData("∞")]
    [InlineData("NaN")]
    [InlineData("40 € €")]
    [InlineData("€40")]
    [InlineData("40 euros")]
    [InlineData("40\n")]
    [InlineData("40\0")]
    [InlineData("=40")]
    [InlineData("<script>")]
    [InlineData("😀")]
    [InlineData("\ud800")]
    public void Refuses_everything_else(string? typed) => MoneyText.TryParse(typed, out _).ShouldBeFalse();

    [Fact]
    public void An_amount_too_large_to_hold_is_above_every_maximum_and_never_wraps_around()
    {
        MoneyText.TryParse("1" + new string('0', 40), out var amount).ShouldBeTrue();
        amount.Cents.ShouldBe(long.MaxValue);
        MoneyText.TryParse(new string('9', 15), out amount).ShouldBeTrue();
        amount.Cents.ShouldBe(999_999_999_999_999_00);
        MoneyText.TryParse(new string('9', 20_001), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(40_00, "40,00\u00A0€", "€40.00")]
    [InlineData(1_234_50, "1\u202F234,50\u00A0€", "€1,234.50")]
    [InlineData(1, "0,01\u00A0€", "€0.01")]
    [InlineData(0, "0,00\u00A0€", "€0.00")]
    [InlineData(100_000_00, "100\u202F000,00\u00A0€", "€100,000.00")]
    [InlineData(-5_05, "-5,05\u00A0€", "-€5.05")]
    public void Shows_amounts_in_both_languages(long cents, string french, string english)
    {
        MoneyText.Format(new Money(cents), French).ShouldBe(french);
        MoneyText.Format(new Money(cents), English).ShouldBe(english);
    }

    [Fact]
    public void What_is_shown_reads_back_unchanged() =>
        Gen.Long[0, 999_999_999_999_999_99].Sample(cents =>
            MoneyText.TryParse(MoneyText.Format(new Money(cents), French), out var back) && back.Cents == cents
            && MoneyText.TryParse(MoneyText.Number(new Money(cents)), out back) && back.Cents == cents);

    [Fact]
    public void No_text_throws() => Gen.String.Sample(text => MoneyText.TryParse(text, out var amount) ? amount >= Money.Zero : amount.IsZero);

    [Fact]
    public void Sums_that_do_not_fit_throw_instead_of_wrapping() =>
        Should.Throw<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
