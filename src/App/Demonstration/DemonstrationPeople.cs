namespace Guichet.App.Demonstration;

internal sealed record DemonstrationPoint(string ShopId, string Name, string Town);

internal sealed record DemonstrationAgreement(string Number, string Name, string FirstName, string LastName, string Email, string Password, DemonstrationPoint[] Points);

/// <param name="Password">Null for those who only appear in past operations: they cannot sign in.</param>
/// <param name="Credits">Cents by age of the titles: 2 lapse first, 0 are the newest.</param>
internal sealed record DemonstrationCustomer(
    string Number, string FirstName, string LastName, string? Password, string? Code, params (int YearsAgo, long Cents)[] Credits)
{
    public string Email { get; init; } = "";
}

/// <summary>Who lives in the demonstration. Acceptance tests and the guide rely on these names, numbers and amounts.</summary>
internal static class DemonstrationPeople
{
    public static readonly DemonstrationAgreement[] Agreements =
    [
        new("708900", "Les Vacances du Littoral", "Paul", "Rivière", "paul.riviere@example.org", DemonstrationPasswords.Littoral,
        [
            new("10000651", "Camping des Pins", "Arcachon"),
            new("10000652", "Musée de la Mer", "Biarritz"),
            new("10000653", "Hôtel du Port", "La Rochelle"),
        ]),
        new("708901", "Parc des Cimes", "Anne", "Morel", "anne.morel@example.org", DemonstrationPasswords.Cimes,
        [
            new("10000661", "Parc des Cimes", "Chamonix"),
            new("10000662", "Refuge des Cimes", "Argentière"),
        ]),
    ];

    /// <summary>The point account of the first point.</summary>
    public static readonly (string ShopId, string FirstName, string LastName, string Email, string Password) PointAccount =
        ("10000651", "Camping", "des Pins", "pins@example.org", DemonstrationPasswords.Pins);

    public static readonly (string Name, string FirstName, string LastName, string Email, string Password) Operator =
        ("claire.vidal", "Claire", "Vidal", "claire.vidal@example.org", DemonstrationPasswords.Claire);

    public static readonly DemonstrationCustomer[] Customers =
    [
        new("10000000011", "Léa", "Martin", DemonstrationPasswords.Lea, "4071", (2, 100_00), (0, 150_00)) { Email = "lea.martin@example.org" },
        new("10000000029", "Karim", "Benali", DemonstrationPasswords.Karim, "6193", (0, 60_00)) { Email = "karim.benali@example.org" },
        new("10000000037", "Rose", "Petit", DemonstrationPasswords.Rose, "8305") { Email = "rose.petit@example.org" },
        new("10000000045", "Hugo", "Bernard", null, null, (1, 600_00)) { Email = "hugo.bernard@example.org" },
        new("10000000052", "Inès", "Lefèvre", null, null, (1, 450_00)) { Email = "ines.lefevre@example.org" },
        new("10000000060", "Marc", "Dubois", null, null, (1, 800_00)) { Email = "marc.dubois@example.org" },
        new("10000000078", "Sofia", "Garcia", null, null, (1, 250_00), (0, 400_00)) { Email = "sofia.garcia@example.org" },
    ];
}
