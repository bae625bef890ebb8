using Guichet.Domain.Merchants;

namespace Guichet.Domain.Tests.Merchants;

public class IbanTests
{
    [Theory]
    [InlineData("FR1420041010050500013M02606")] // the examples of the register
    [InlineData("FR76 3000 6000 0112 3456 7890 189")]
    [InlineData("  fr76 3000-6000-0112-3456-7890-189 ")]
    [InlineData("FR76\u00a03000\u202f6000 0112 3456 7890 189")]
    [InlineData("DE89370400440532013000")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("BE68539007547034")]
    [InlineData("NO9386011117947")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("MC5811222000010123456789030")]
    public void Right_ones_are_taken_however_they_are_grouped(string typed)
    {
        Iban.Parse(typed).TryGet(out var iban, out _).ShouldBeTrue();
        iban!.Value.ShouldAllBe(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("FR76")]
    [InlineData("FR7630006000011234567890188")] // one digit
    [InlineData("FR7630006000011234567809189")] // two swapped
    [InlineData("FR763000600001123456789018")] // too short
    [InlineData("FR76300060000112345678901890")] // too long
    [InlineData("ZZ7630006000011234567890189")] // no such country
    [InlineData("FR٧٦30006000011234567890189")] // digits that are none of ours
    [InlineData("DE00370400440532013089")] // check digits that are never made
    [InlineData("FR76 3000 6000 0112 3456 7890 189 <script>")]
    public void Wrong_ones_are_refused_beside_their_field(string? typed)
    {
        Iban.Parse(typed).TryGet(out _, out var refusal).ShouldBeFalse();
        refusal!.Code.ShouldBe(RefusalCode.IbanInvalid);
        (refusal.Field, refusal.HttpStatus, refusal.Name).ShouldBe(("iban", 422, "iban_invalid"));
    }

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        const string Right = "FR7630006000011234567890189";
        for (var i = 2; i < Right.Length; i++)
        {
            foreach (var digit in "0123456789".Where(digit => digit != Right[i]))
            {
                Iban.Parse(Right[..i] + digit + Right[(i + 1)..]).TryGet(out _, out _).ShouldBeFalse($"{digit} at {i}");
            }
        }
    }

    [Fact]
    public void It_is_shown_in_groups_of_four_and_masked_but_for_its_ends()
    {
        Iban.Parse("FR7630006000011234567890189").TryGet(out var iban, out _).ShouldBeTrue();
        iban!.Shown.ShouldBe("FR76 3000 6000 0112 3456 7890 189");
        iban.Masked.ShouldBe("FR76 •••• •••• •••• •••• •••• 189");
        iban.ToString().ShouldBe(iban.Masked);
        Iban.Mask("FR76").ShouldBe("••••");
        Iban.Parse(iban.Shown).TryGet(out var again, out _).ShouldBeTrue();
        again.ShouldBe(iban);
    }

    [Fact]
    public void A_text_of_any_length_costs_nothing() => Iban.Parse(new string('1', 1_000_000)).TryGet(out _, out _).ShouldBeFalse();
}
