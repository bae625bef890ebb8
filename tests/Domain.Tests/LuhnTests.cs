namespace Guichet.Domain.Tests;

public class LuhnTests
{
    [Theory]
    [InlineData("73282932000074", true)] // the SIRET of the tax office's own examples
    [InlineData("4242424242424242", true)]
    [InlineData("73282932000075", false)]
    [InlineData("37282932000074", false)]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("7328293200007a", false)]
    [InlineData("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", false)]
    public void The_key_tells_right_numbers_from_wrong_ones(string digits, bool isValid) => Luhn.IsValid(digits).ShouldBe(isValid);

    [Fact]
    public void Of_ten_last_digits_one_fits()
    {
        for (var number = 0; number < 1_000; number++)
        {
            Enumerable.Range(0, 10).Count(key => Luhn.IsValid($"{number}1000{key}")).ShouldBe(1);
        }
    }
}
