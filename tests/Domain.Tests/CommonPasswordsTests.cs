using System.Diagnostics;
using Guichet.Domain.Access;

namespace Guichet.Domain.Tests;

public class CommonPasswordsTests
{
    [Theory]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("Q1W2E3R4T5Y6")]
    [InlineData("needforspeed")]
    [InlineData("FinalFantasy")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("marseille2024")]
    [InlineData("Nathalie1965!")]
    [InlineData("Sébastien-1987")]
    [InlineData("julien14071989")]
    [InlineData("sunshine2026!!")]
    [InlineData("anniversaire")]
    [InlineData("Professionnel")]
    [InlineData("bonjourbonjour")]
    [InlineData("Liverpool-2025")]
    public void What_is_stolen_again_and_again_is_refused(string typed) => PasswordRules.Check(typed, []).Refusal!.Code.ShouldBe(RefusalCode.PasswordTooCommon);

    [Theory]
    [InlineData("correct cheval pile agrafe")]
    [InlineData("tR7#pw!mQ2zLx")]
    [InlineData("nous mangeons des huîtres")]
    [InlineData("4831-0927-5563-marie")] // the digits are the password here
    [InlineData("пароль для кассы")]
    [InlineData("海辺の小さな家と二匹の白い猫")]
    public void What_nobody_else_has_is_accepted_without_a_rule_of_composition(string typed) => PasswordRules.Check(typed, []).Value.ShouldBe(typed);

    [Fact]
    public void Twelve_characters_are_twelve_that_a_reader_counts()
    {
        PasswordRules.Check("onze😀signes", []).Refusal!.Code.ShouldBe(RefusalCode.PasswordTooShort);
        PasswordRules.Check("douze😀signesé", []).Value.ShouldBe("douze😀signesé");
    }

    [Fact]
    public void The_lists_are_there_in_full_and_compact()
    {
        using var packed = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.br")!;
        packed.Length.ShouldBeLessThan(200_000);
        using var lines = new StreamReader(new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Decompress));
        var parts = lines.ReadToEnd().TrimEnd('\n').Split("\n\n").Select(part => part.Split('\n')).ToList();
        parts.Count.ShouldBe(2);
        parts[0].Length.ShouldBeGreaterThan(20_000);
        parts[0].ShouldAllBe(word => word.Length >= 4 && word.All(char.IsAsciiLetterLower));
        parts[1].Length.ShouldBe(20_000);
        parts[1].ShouldAllBe(password => password.Length >= PasswordRules.MinLength && !password.Any(char.IsUpper) && password == PasswordRules.Normalize(password));
        parts[1].Where(password => PasswordRules.Check(password, []).Refusal?.Code != RefusalCode.PasswordTooCommon).ShouldBeEmpty();
        parts[0].Where(word => word.Length <= 12).Where(word => PasswordRules.Check($"{word}{"2026!?95"[..Math.Max(0, Math.Min(8, 12 - word.Length))]}", []).Refusal?.Code != RefusalCode.PasswordTooCommon).ShouldBeEmpty();
    }

    [Fact]
    public void A_question_costs_next_to_nothing()
    {
        PasswordRules.Check("trois pins et une mouette", []).Value.ShouldNotBeNull(); // reads the lists
        var asked = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10_000; i++)
        {
            PasswordRules.Check($"trois pins et {i} mouettes", []).Refusal.ShouldBeNull();
        }

        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(5)); // 0.5 ms each, on the busiest machine
    }
}
