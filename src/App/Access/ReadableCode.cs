using System.Security.Cryptography;

namespace Guichet.App.Access;

/// <summary>A secret that people copy from paper or a letter: ten signs in two halves, without those that are read for another (0, o, 1, l, i): 49 bits.</summary>
internal static class ReadableCode
{
    private const int Length = 10;
    private const int MaxTyped = 64;
    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>As it is shown: in two halves.</summary>
    public static string Shown(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>Without the spaces and hyphens that people type for their eyes, in lower case.</summary>
    public static string Normalize(string? typed) =>
        typed is null || typed.Length > MaxTyped ? "" : string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToLowerInvariant();

    /// <param name="code">Normalized.</param>
    public static bool IsWellFormed(string code) => code.Length == Length && code.All(c => Signs.Contains(c, StringComparison.Ordinal));
}
