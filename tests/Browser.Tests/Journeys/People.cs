using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The people of the demonstration who sign in (9-contract.md).</summary>
public static class People
{
    public const string PaulNumber = "708900", PaulPassword = "littoral-signataire-2026";
    public const string PinsNumber = "10000651", PinsPassword = "pins-accueil-2026";
    public const string AnneNumber = "708901", AnnePassword = "cimes-signataire-2026";
    public const string PinsName = "Camping des Pins";
    public static readonly Payer Lea = new("10000000011", "lea.martin@example.org", "lea-vacances-2026", "4071", "Léa Martin");
    public static readonly Payer Karim = new("10000000029", "karim.benali@example.org", "karim-vacances-2026", "6193", "Karim Benali");

    /// <summary>Has no titles.</summary>
    public static readonly Payer Rose = new("10000000037", "rose.petit@example.org", "rose-vacances-2026", "8305", "Rose Petit");
}

/// <summary>A customer who can sign in and pay.</summary>
public sealed record Payer(string Number, string Email, string Password, string Code, string Name);
