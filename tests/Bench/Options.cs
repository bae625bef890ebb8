namespace Guichet.Bench;

internal static class Options
{
    /// <summary>The value after a name, or null.</summary>
    public static string? Of(string[] args, string name) => Array.IndexOf(args, name) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
