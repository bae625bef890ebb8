using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.House.Tests;

public partial class DocumentationTests
{
    [Fact]
    public void Every_package_has_its_line_of_reason()
    {
        var reasons = File.ReadAllText(Repository.PathOf("docs/decisions/0002-packages.md"));
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Select(p => (string)p.Attribute("Include")!)
            .Where(p => !reasons.Contains($"`{p}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_link_of_the_documentation_is_dead() =>
        SourceFiles.Under("docs", ".md").Append(("README.md", File.ReadAllText(Repository.PathOf("README.md")))).Append(("STYLE.md", File.ReadAllText(Repository.PathOf("STYLE.md"))))
            .SelectMany(f => Link().Matches(f.Item2).Select(m => (From: f.Item1, To: m.Groups[1].Value)))
            .Where(l => !l.To.Contains(':', StringComparison.Ordinal) && !l.To.StartsWith('#'))
            .Where(l => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(l.From)!, l.To.Split('#')[0])))
            .ShouldBeEmpty();

    [Fact]
    public void The_page_of_the_states_is_that_of_the_table() =>
        File.ReadAllText(Repository.PathOf("docs/states.md")).ShouldBe(PaymentTransitions.ToMarkdown(), "run ./dev.cs states");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
