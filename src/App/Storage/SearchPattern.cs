namespace Guichet.App.Storage;

/// <summary>What people type, as a pattern of LIKE in which nothing of theirs is a sign; the escape is a backslash.</summary>
internal static class SearchPattern
{
    public const string Escape = "\\";

    public static string Containing(string word) =>
        $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
