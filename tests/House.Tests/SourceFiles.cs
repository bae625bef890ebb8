using System.Text.RegularExpressions;
using Guichet.Fixtures;

namespace Guichet.House.Tests;

/// <summary>The hand-written files of the repository, with their paths from its root.</summary>
static partial class SourceFiles
{
    static readonly string[] Skipped = ["bin", "obj", "artifacts", "data", "node_modules", ".git", "TestResults"];

    public static IEnumerable<(string Path, string Text)> Under(string folder, params string[] extensions) => Walk(Repository.PathOf(folder))
        .Where(f => extensions.Contains(Path.GetExtension(f)))
        .Select(f => (Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    /// <summary>The code without its comments; strings stay, whatever slashes they contain.</summary>
    public static string WithoutComments(string code) => StringOrComment().Replace(code, m => m.Value.StartsWith('/') ? " " : m.Value);

    static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(Walk));

    // In this order: raw, verbatim, ordinary strings and characters are stepped over, so that only true comments match the rest.
    [GeneratedRegex("""""
        \$*"{3}[\s\S]*?"{3}|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """"", RegexOptions.None, 2000)]
    private static partial Regex StringOrComment();
}
