namespace Guichet.Domain.Tests;

public sealed class TextsTests
{
    [Theory]
    [InlineData("  REF1 ", "REF1")]
    [InlineData("Été 2026 – chalet n° 3", "Été 2026 – chalet n° 3")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("👩‍👩‍👧 famille", "👩‍👩‍👧 famille")]
    public void Printable_texts_are_kept_in_one_normal_form(string typed, string kept) => Texts.Normalize(typed, 140).ShouldBe(kept);

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200Bb")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\u2028b")]
    [InlineData("a\uE000b")]
    [InlineData("a\ud800b")]
    public void Invisible_and_direction_changing_characters_are_refused(string typed) => Texts.Normalize(typed, 140).ShouldBeNull();

    [Fact]
    public void Lengths_are_counted_in_code_points()
    {
        Texts.Normalize(string.Concat(Enumerable.Repeat("😀", 140)), 140).ShouldNotBeNull();
        Texts.Normalize(string.Concat(Enumerable.Repeat("😀", 141)), 140).ShouldBeNull();
        Texts.Normalize(new string('x', 20_001), 140).ShouldBeNull();
        Texts.OrderReference(new string('x', 35)).Refusal.ShouldBeNull();
        Texts.OrderReference(new string('x', 36)).Refusal!.Code.ShouldBe(RefusalCode.OrderReferenceInvalid);
        Texts.OrderReference("   ").Refusal!.Code.ShouldBe(RefusalCode.OrderReferenceInvalid);
        Texts.Optional("", "description").Value.ShouldBe("");
        Texts.Optional("a\tb", "description").Refusal!.Field.ShouldBe("description");
    }

    [Theory]
    [InlineData("Lea.Martin@Example.ORG ", "lea.martin@example.org")]
    [InlineData("10000000011", "10000000011")]
    [InlineData("100 0000 0011", "10000000011")]
    [InlineData("élan@exämple.fr", null)]
    [InlineData("elan@exämple.fr", "elan@xn--exmple-cua.fr")]
    [InlineData("1000000001", null)]
    [InlineData("a@b", null)]
    [InlineData("a@b..fr", null)]
    [InlineData("a@@b.fr", null)]
    [InlineData("a b@c.fr", null)]
    [InlineData("a@b.fr,c@d.fr", null)]
    [InlineData("a@b.fr\r\nBcc: c@d.fr", null)]
    [InlineData("<a@b.fr>", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Identifiers_have_one_normal_form(string? typed, string? normal)
    {
        var result = CustomerIdentifier.Parse(typed);
        if (normal is null)
        {
            result.Refusal!.Code.ShouldBe(RefusalCode.IdentifierInvalid);
        }
        else
        {
            result.Value.ShouldBe(normal);
        }
    }

    [Theory]
    [InlineData("10000003051", "10*****3051")]
    [InlineData("lea.martin@example.org", "l***@example.org")]
    [InlineData("708900", "*****")]
    public void Masks_show_enough_to_recognise(string identifier, string masked) => CustomerIdentifier.Mask(identifier).ShouldBe(masked);

    [Theory]
    [InlineData("  Rappeler demain\r\nmatin \n", "Rappeler demain matin")]
    [InlineData("e\u0301te\u0301", "\u00E9t\u00E9")]
    [InlineData("<b>x</b> & 👩‍👧", "<b>x</b> & 👩‍👧")]
    public void A_note_is_one_paragraph_in_its_normal_form(string typed, string text) => Texts.Note(typed).Value.ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData(" \n ")]
    [InlineData("a\u0000b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\tb")]
    public void A_note_says_something_and_hides_nothing(string? typed)
    {
        var refusal = Texts.Note(typed).Refusal!;
        (refusal.Code, refusal.Field).ShouldBe((RefusalCode.TextInvalid, "note"));
        refusal.Arguments.ShouldBe([Texts.MaxNote]);
    }

    [Fact]
    public void A_note_has_500_characters_at_most_counted_as_people_count()
    {
        Texts.Note(string.Concat(Enumerable.Repeat("😀", 500))).Refusal.ShouldBeNull();
        Texts.Note(new string('x', 501)).Refusal!.Code.ShouldBe(RefusalCode.TextInvalid);
    }
}
