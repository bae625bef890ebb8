using System.Collections.Frozen;

namespace Guichet.App.Demonstration;

/// <summary>Published with the product: they open the demonstration, and nothing in production.</summary>
internal static class DemonstrationPasswords
{
    public const string Littoral = "littoral-signataire-2026";
    public const string Pins = "pins-accueil-2026";
    public const string Cimes = "cimes-signataire-2026";
    public const string Lea = "lea-vacances-2026";
    public const string Karim = "karim-vacances-2026";
    public const string Rose = "rose-vacances-2026";
    public const string Claire = "agence-operatrice-2026";

    private static readonly FrozenSet<string> All = new[] { Littoral, Pins, Cimes, Lea, Karim, Rose, Claire }.ToFrozenSet();

    public static bool Contains(string password) => All.Contains(password);
}
