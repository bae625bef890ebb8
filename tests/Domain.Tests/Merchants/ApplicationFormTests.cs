using Guichet.Domain.Merchants;

namespace Guichet.Domain.Tests.Merchants;

public class ApplicationFormTests
{
    private static readonly ApplicationForm Right = new()
    {
        Siret = "732 829 320 00074",
        LegalName = " Les Cabanes du Lac ",
        Activity = "Rental",
        FirstName = "Jeanne",
        LastName = "Dupin",
        Email = "Jeanne@Cabanes.example.org",
        Phone = "05 56 00 00 00",
        PointName = "Cabanes",
        PointTown = "Arcachon",
        PostalAddress = "1 rue du Lac\r\n33120 Arcachon",
        BankAccountHolder = "SAS Cabanes",
        Iban = "fr76 3000 6000 0112 3456 7890 189",
    };

    [Fact]
    public void What_is_right_comes_in_its_normal_form()
    {
        var (facts, refusals) = Right.Check();
        refusals.ShouldBeEmpty();
        facts.ShouldBe(new ApplicationFacts("73282932000074", "Les Cabanes du Lac", Activity.Rental, "Jeanne", "Dupin", "jeanne@cabanes.example.org", "0556000000", "Cabanes", "Arcachon",
            "1 rue du Lac, 33120 Arcachon", "SAS Cabanes", "FR7630006000011234567890189"));
    }

    [Fact]
    public void Everything_that_is_missing_is_told_at_once()
    {
        var (facts, refusals) = new ApplicationForm().Check();
        facts.ShouldBeNull();
        refusals.ShouldAllBe(refusal => refusal.Code == RefusalCode.TextMissing);
        refusals.Select(refusal => refusal.Field).ShouldBe(["siret", "legal_name", "activity", "first_name", "last_name", "email", "phone", "point_name", "point_town",
            "postal_address", "bank_account_holder", "iban"]);
    }

    [Theory]
    [InlineData("siret", "73282932000075", RefusalCode.SiretInvalid)]
    [InlineData("legal_name", "a\0b", RefusalCode.TextInvalid)]
    [InlineData("activity", "rental", RefusalCode.TextMissing)]
    [InlineData("activity", "3", RefusalCode.TextMissing)]
    [InlineData("first_name", "a\u202Eb", RefusalCode.TextInvalid)]
    [InlineData("email", "jeanne", RefusalCode.EmailInvalid)]
    [InlineData("email", "a@b.fr\r\nBcc: c@d.fr", RefusalCode.EmailInvalid)]
    [InlineData("phone", "12", RefusalCode.PhoneInvalid)]
    [InlineData("iban", "FR76 3000 6000 0112 3456 7890 188", RefusalCode.IbanInvalid)]
    public void What_is_wrong_is_told_beside_its_field(string field, string typed, RefusalCode code)
    {
        var form = field switch
        {
            "siret" => Right with { Siret = typed },
            "legal_name" => Right with { LegalName = typed },
            "activity" => Right with { Activity = typed },
            "first_name" => Right with { FirstName = typed },
            "email" => Right with { Email = typed },
            "phone" => Right with { Phone = typed },
            _ => Right with { Iban = typed },
        };
        var refusal = form.Check().Refusals.ShouldHaveSingleItem();
        (refusal.Field, refusal.Code).ShouldBe((field, code));
    }

    [Fact]
    public void Texts_have_a_most()
    {
        (Right with { LegalName = new string('e', Texts.MaxFreeText), PostalAddress = new string('e', ApplicationFacts.MaxPostalAddress) }).Check().Refusals.ShouldBeEmpty();
        var refusals = (Right with { LegalName = new string('e', Texts.MaxFreeText + 1), PostalAddress = new string('e', ApplicationFacts.MaxPostalAddress + 1) }).Check().Refusals;
        refusals.Select(refusal => (refusal.Field, refusal.Arguments[0])).ShouldBe([("legal_name", Texts.MaxFreeText), ("postal_address", ApplicationFacts.MaxPostalAddress)]);
    }
}
