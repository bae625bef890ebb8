using Guichet.Domain.Access;

namespace Guichet.Domain.Tests;

public class AccessRulesTests
{
    [Theory]
    [InlineData("0000")]
    [InlineData("1112")]
    [InlineData("2111")]
    [InlineData("1122")]
    [InlineData("2727")]
    [InlineData("1234")]
    [InlineData("9876")]
    [InlineData("7890")]
    [InlineData("1975")]
    [InlineData("2026")]
    public void Codes_that_a_thief_tries_first_are_weak(string code) => CustomerCode.IsWeak(code).ShouldBeTrue();

    [Theory]
    [InlineData("4071")]
    [InlineData("6193")]
    [InlineData("8305")]
    [InlineData("1357")]
    [InlineData("2112")]
    public void Others_are_not(string code) => CustomerCode.IsWeak(code).ShouldBeFalse();

    [Theory]
    [InlineData("4071", true)]
    [InlineData("407", false)]
    [InlineData("40711", false)]
    [InlineData("٤٠٧١", false)]
    [InlineData(null, false)]
    public void A_code_is_four_ASCII_digits(string? code, bool expected) => CustomerCode.IsWellFormed(code).ShouldBe(expected);

    [Theory]
    [InlineData("708900", "708900")]
    [InlineData(" 708\u202F900 ", "708900")]
    [InlineData("1000 0651", "10000651")]
    [InlineData("70890", null)]
    [InlineData("7089000", null)]
    [InlineData("400 000 012", "400000012")]
    [InlineData("4000000120", null)]
    [InlineData("70890a", null)]
    [InlineData("７０８９００", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_sign_in_number_is_six_eight_or_nine_digits(string? typed, string? expected) => SignInNumber.Parse(typed).ShouldBe(expected);

    [Theory]
    [InlineData("onze signes", RefusalCode.PasswordTooShort)]
    [InlineData("", RefusalCode.PasswordTooShort)]
    [InlineData(null, RefusalCode.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaaaaaa", RefusalCode.PasswordTooCommon)]
    [InlineData("123412341234", RefusalCode.PasswordTooCommon)]
    [InlineData("Azertyazerty1!", RefusalCode.PasswordTooCommon)]
    [InlineData("MotDePasse2026!", RefusalCode.PasswordTooCommon)]
    [InlineData("Chèques-Vacances", RefusalCode.PasswordTooCommon)]
    [InlineData("paul riviere 1", RefusalCode.PasswordTooCommon)]
    [InlineData("708900708900", RefusalCode.PasswordTooCommon)]
    [InlineData("mon-708900-mdp", RefusalCode.PasswordTooCommon)]
    public void What_everybody_tries_is_no_password(string? typed, RefusalCode expected) =>
        PasswordRules.Check(typed, ["708900", "Paul", "riviere", "paul riviere"]).Refusal!.Code.ShouldBe(expected);

    [Theory]
    [InlineData("trois pins et une mouette")]
    [InlineData("zK9!fWq2#LpX")]
    [InlineData("le camping ouvre en avril")]
    public void A_long_phrase_is_one(string typed) => PasswordRules.Check(typed, ["708900", "Paul"]).Value.ShouldBe(typed);

    [Fact]
    public void A_password_of_20_001_characters_is_refused_and_two_ways_of_writing_an_accent_are_one()
    {
        PasswordRules.Check(string.Concat(Enumerable.Range(0, 20_001).Select(i => (char)('a' + i % 26))), []).Refusal!.Code.ShouldBe(RefusalCode.TextInvalid);
        PasswordRules.Check("un e\u0301te\u0301 au camping", []).Value.ShouldBe("un été au camping");
    }
}
