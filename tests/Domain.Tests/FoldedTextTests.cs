namespace Guichet.Domain.Tests;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("L'Hôtel du Port (La Rochelle)", "l hotel du port la rochelle")]
    [InlineData("  Œuvre  ÆSIR Straße ", "oeuvre aesir strasse")]
    [InlineData("E\u0301te\u0301", "ete")]
    [InlineData("100% _pur_ \\", "100 pur")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Accents_case_and_punctuation_do_not_count(string? text, string folded) => FoldedText.Of(text).ShouldBe(folded);

    [Fact]
    public void A_search_has_so_many_words_and_no_more() => FoldedText.Words("un, deux trois quatre", 3).ShouldBe(["un", "deux", "trois"]);
}
