using Guichet.Fixtures;

namespace Guichet.House.Tests;

public class SizeTests
{
    const int MostLines = 300, DeepestFolder = 3;

    [Fact]
    public void No_hand_written_file_is_above_300_lines() => SourceFiles.Under("", ".cs", ".cshtml", ".css", ".ts", ".js", ".props", ".csproj")
        .Where(f => !f.Path.Contains("/Migrations/") && !f.Path.Contains("/wwwroot/lib/"))
        .Select(f => (f.Path, Lines: f.Text.Split('\n').Length))
        .Where(f => f.Lines > MostLines).ShouldBeEmpty();

    [Fact]
    public void Sources_are_at_most_three_folders_deep_in_their_project() => SourceFiles.Under("src", ".cs", ".cshtml")
        .Where(f => f.Path.Split('/').Length - 3 > DeepestFolder) // src/Project/…/file
        .Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void The_walk_sees_the_sources()
    {
        var paths = SourceFiles.Under("", ".cs").Select(f => f.Path).ToList();
        paths.ShouldContain("dev.cs");
        paths.ShouldContain("src/Web/Program.cs");
        paths.ShouldNotContain(p => p.Contains("/obj/"));
    }
}
