using Guichet.Domain.Merchants;

namespace Guichet.Domain.Tests.Merchants;

public class SiretTests
{
    [Theory]
    [InlineData("73282932000074", "73282932000074")]
    [InlineData(" 732 829 320 00074 ", "73282932000074")]
    [InlineData("732.829.320-00074", "73282932000074")]
    [InlineData("732\u00A0829\u202F320 00074", "73282932000074")]
    [InlineData("35600000000048", "35600000000048")] // the seat of La Poste: a right key
    [InlineData("35600000049837", "35600000049837")] // one of its offices: no right key, 45 is divisible by 5
    [InlineData("35600000049838", null)]
    [InlineData("73282932000075", null)]
    [InlineData("73282932000047", null)]
    [InlineData("7328293200007", null)]
    [InlineData("732829320000740", null)]
    [InlineData("00000000000000", null)] // a right key, and nobody's
    [InlineData("7328293200007O", null)]
    [InlineData("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_key_tells_right_numbers_from_wrong_ones(string? typed, string? siret)
    {
        var parsed = Siret.Parse(typed);
        (parsed.Refusal is null ? parsed.Value : null).ShouldBe(siret);
        (parsed.Refusal?.Field).ShouldBe(siret is null ? "siret" : null);
    }

    [Fact]
    public void A_novel_is_no_number() => Siret.Parse(new string(' ', 51) + "73282932000074").Refusal!.Code.ShouldBe(RefusalCode.SiretInvalid);

    [Fact]
    public void It_is_shown_as_on_paper() => Siret.Shown("73282932000074").ShouldBe("732 829 320 00074");

    [Theory]
    [InlineData("05 56 00 00 00", "0556000000")]
    [InlineData("05.56.00-00/00", "0556000000")]
    [InlineData("+33 5 56 00 00 00", "+33556000000")]
    [InlineData("+44 (20) 7946 0000", "+442079460000")]
    [InlineData("556000000", null)]
    [InlineData("1556000000", null)]
    [InlineData("+0556000000", null)]
    [InlineData("+1234567", null)]
    [InlineData("+1234567890123456", null)]
    [InlineData("05 56 00 00 0x", null)]
    [InlineData("++33556000000", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_phone_number_is_national_or_international(string? typed, string? number)
    {
        var parsed = PhoneNumber.Parse(typed);
        (parsed.Refusal is null ? parsed.Value : null).ShouldBe(number);
    }
}
