using Guichet.Domain.Merchants;
using Guichet.Domain.Merchants.Profiles;

namespace Guichet.Domain.Tests.Merchants;

public class ProfileFormTests
{
    private static readonly ProfileForm Good = new() { IsPublished = true, Name = "Camping des Pins", Activities = ["Camping", "Rental"], Postcode = "33120", Town = "Arcachon" };

    [Fact]
    public void The_least_is_a_name_an_activity_and_a_town()
    {
        var (facts, refusals) = Good.Check();
        refusals.ShouldBeEmpty();
        (facts!.Name, facts.Postcode, facts.Town, facts.Description, facts.Phone, facts.WebAddress).ShouldBe(("Camping des Pins", "33120", "Arcachon", null, null, null));
        facts.Activities.ShouldBe([Activity.Camping, Activity.Rental]);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_beside_its_field()
    {
        var form = new ProfileForm
        {
            Name = " ", Activities = ["Casino"], Description = new string('x', 601), Street = "a\u202Eb", Postcode = "3312", Town = "", Phone = "123", WebAddress = "http://example.org",
            Opening = new string('x', 281), Accepted = new string('x', 281), Accessibility = "\u0007",
        };
        var (facts, refusals) = form.Check();
        facts.ShouldBeNull();
        refusals.Select(x => x.Field).Order().ShouldBe(["accepted", "accessibility", "activities", "description", "name", "opening", "phone", "postcode", "street", "town", "web"]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void One_to_three_activities_are_chosen(int count, bool isRight) =>
        ((Good with { Activities = [.. Enum.GetNames<Activity>().Take(count)] }).Check().Refusals.Count == 0).ShouldBe(isRight);

    [Fact]
    public void An_activity_ticked_twice_counts_once() => (Good with { Activities = ["Zoo", "Zoo"] }).Check().Facts!.Activities.ShouldBe([Activity.Zoo]);

    [Fact]
    public void Lines_stay_lines_and_empty_ones_go() =>
        (Good with { Opening = " Lundi 9h \r\n\r\n  Mardi 10h\n" }).Check().Facts!.Opening.ShouldBe("Lundi 9h\nMardi 10h");

    [Theory]
    [InlineData("33120", "33120")]
    [InlineData(" 33 120 ", "33120")]
    [InlineData("01000", "01000")]
    [InlineData("97411", "97411")]
    [InlineData("00120", null)]
    [InlineData("3312", null)]
    [InlineData("331200", null)]
    [InlineData("33A20", null)]
    [InlineData("٣٣١٢٠", null)]
    public void A_postcode_has_five_digits(string typed, string? kept) => ShouldKeep(Postcode.Parse(typed), kept, RefusalCode.PostcodeInvalid);

    [Theory]
    [InlineData("https://www.example.org", "https://www.example.org/")]
    [InlineData(" www.example.org/tarifs?a=1&b=2 ", "https://www.example.org/tarifs?a=1&b=2")]
    [InlineData("HTTPS://Example.ORG/Été", "https://example.org/%C3%89t%C3%A9")]
    [InlineData("https://musée.example", "https://xn--muse-dpa.example/")]
    [InlineData("https://example.org/#part", "https://example.org/")]
    [InlineData("http://example.org", null)]
    [InlineData("javascript://example.org/%0aalert(1)", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("https://user:secret@example.org", null)]
    [InlineData("https://user@example.org", null)]
    [InlineData("https://example.org:8443/", null)]
    [InlineData("https://localhost", null)]
    [InlineData("https://127.0.0.1/", null)]
    [InlineData("https://2130706433/", null)]
    [InlineData("https://[::1]/", null)]
    [InlineData("https://example.org.", null)]
    [InlineData("https://exa mple.org", null)]
    [InlineData("https://example.org/\"onclick", null)]
    [InlineData("https://example.org\\@evil.example", null)]
    [InlineData("//example.org", null)]
    [InlineData("", null)]
    public void A_web_address_is_https_to_a_public_name(string typed, string? kept) => ShouldKeep(WebAddress.Parse(typed), kept, RefusalCode.WebAddressInvalid);

    [Fact]
    public void A_web_address_has_an_end() => WebAddress.Parse($"https://example.org/{new string('a', 200)}").Refusal!.Code.ShouldBe(RefusalCode.WebAddressInvalid);

    [Fact]
    public void A_web_address_is_read_without_its_scheme() => WebAddress.Shown("https://example.org/").ShouldBe("example.org");

    private static void ShouldKeep(Result<string> answer, string? kept, RefusalCode code)
    {
        if (kept is null)
        {
            answer.Refusal!.Code.ShouldBe(code);
        }
        else
        {
            answer.Value.ShouldBe(kept);
        }
    }
}
