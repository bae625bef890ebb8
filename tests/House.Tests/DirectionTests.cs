using System.Text.RegularExpressions;

namespace Guichet.House.Tests;

/// <summary>Each capability uses only those to its left; layers are already kept by the compiler.</summary>
public class DirectionTests
{
    static readonly string[] Capabilities = ["Access", "Merchants", "Ledger", "Wallets", "Payments", "Settlement"];

    [Theory]
    [InlineData("Domain")]
    [InlineData("App")]
    public void A_capability_uses_only_those_to_its_left(string layer) =>
        SourceFiles.Under($"src/{layer}", ".cs").SelectMany(f => Offences(f.Path, f.Text)).ShouldBeEmpty();

    // The leftmost capability may be seen everywhere.
    [Fact]
    public void No_global_using_hides_a_direction() => SourceFiles.Under("src", ".cs", ".csproj")
        .Where(f => f.Path.StartsWith("src/Domain/", StringComparison.Ordinal) || f.Path.StartsWith("src/App/", StringComparison.Ordinal))
        .Where(f => Regex.IsMatch(f.Text, $@"(global using|<Using Include="")\s*Guichet\.(Domain|App)\.({string.Join('|', Capabilities[1..])})\b"))
        .Select(f => f.Path).ShouldBeEmpty();

    [Theory]
    [InlineData("src/Domain/Ledger/Posting.cs", "using Guichet.Domain.Payments;", 1)]
    [InlineData("src/Domain/Ledger/Posting.cs", "var p = new Payments.Payment();", 1)]
    [InlineData("src/App/Access/SignIn.cs", "using Guichet.App.Merchants; // why", 1)]
    [InlineData("src/App/Wallets/Load.cs", "using static Guichet.Domain.Payments.PaymentTransitions;", 1)]
    [InlineData("src/App/Payments/Create.cs", "using Guichet.Domain.Wallets; using Guichet.App.Access;", 0)]
    [InlineData("src/App/Wallets/Load.cs", "// as Guichet.Domain.Payments does\nvar n = wallet.Payments.Count;", 0)]
    [InlineData("src/App/Letters/Paid.cs", "using Guichet.Domain.Settlement;", 0)]
    public void An_offence_is_seen(string path, string code, int offences) => Offences(path, code).Count().ShouldBe(offences);

    static IEnumerable<string> Offences(string path, string code)
    {
        var place = Array.IndexOf(Capabilities, path.Split('/')[2]);
        if (place < 0) yield break; // the root of the project, storage, letters: they read facts of all
        foreach (var right in Capabilities[(place + 1)..])
        {
            // Written in full or after a using, or relative to the common namespace; `x.Payments` is a member, not the namespace.
            var use = Regex.Match(SourceFiles.WithoutComments(code), $@"Guichet\.(Domain|App)\.{right}\b|(?<![.\w])(Domain\.|App\.)?{right}\.[A-Z]\w*\b(?!\s*[(<])|new {right}\.");
            if (use.Success) yield return $"{path} uses {right}: {use.Value}";
        }
    }
}
