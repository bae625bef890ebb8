using System.Globalization;
using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench.Seed;

internal sealed record SeedPoint(long Id, long AgreementId, long? AccountId);

/// <summary>Merchants and customers of the seed: a chain of 300 points with half of all payments, one point with a fifth of them, and many small merchants.</summary>
internal sealed class SeedWorld
{
    public const string ChainNumber = "800001";
    public const string LonePointNumber = "800002";
    public const string LonePointShopId = "20000301";
    public const string Password = "dix-millions-2026";
    private const int ChainPoints = 300;
    private const double ChainShare = 0.5, LoneShare = 0.2;
    private static readonly string[] Towns = ["Arcachon", "Annecy", "Biarritz", "Carnac", "Chamonix", "Dinard", "Gordes", "La Rochelle", "Nice", "Quiberon"];
    private static readonly string[] Houses = ["Camping", "Village", "Hôtel", "Musée", "Parc", "Gîte", "Base nautique", "Refuge"];
    private static readonly string[] FirstNames = ["Ada", "Basile", "Chloé", "Driss", "Élise", "Farid", "Gaëlle", "Hugo", "Inès", "Jules"];
    private static readonly string[] LastNames = ["Martin", "Bernard", "Lefèvre", "Moreau", "Garcia", "Roux", "Benali", "Faure", "Mercier", "Chevalier", "Nguyen"];

    private readonly List<double> _weights = [];
    private double _total;

    public List<SeedPoint> Points { get; } = [];

    public long FirstCustomerId { get; private set; }

    public int CustomerCount { get; private init; }

    public static string CustomerNumber(int index) => (20_000_000_001 + index).ToString(CultureInfo.InvariantCulture);

    public static string CustomerEmail(int index) => string.Create(CultureInfo.InvariantCulture, $"client{index + 1}@example.org");

    public static async Task<SeedWorld> CreateAsync(AppDb db, long payments, Random random)
    {
        var world = new SeedWorld { CustomerCount = (int)Math.Clamp(payments / 100, 100, 100_000) };
        var small = (int)Math.Clamp(payments / 5_000, 5, 2_000);
        // Three accounts, the agreements, the points (three at most for a small merchant) and the customers.
        var id = await SeedIds.TakeAsync(db, IdKind.Person, 3 + 2 + small + ChainPoints + 1 + 3 * small + world.CustomerCount);
        var (chain, chainAccount, lone, loneAccount, loneSignatory) = (id++, id++, id++, id++, id++);
        db.Add(new AgreementRow { Id = chain, Number = ChainNumber, Name = "Grandes Vacances" });
        db.Add(new AgreementRow { Id = lone, Number = LonePointNumber, Name = "Parc du Million" });
        AddAccount(db, chainAccount, $"m:{ChainNumber}", AccountKind.Signatory, chain, null);
        AddAccount(db, loneSignatory, $"m:{LonePointNumber}", AccountKind.Signatory, lone, null);
        for (var i = 0; i < ChainPoints; i++)
        {
            // The largest of the chain has twenty times the smallest.
            world.Add(db, id++, chain, chainAccount, 20_000_001 + i, random, ChainShare / (i + 15));
        }

        world.Scale(ChainShare);
        world.Add(db, id, lone, loneAccount, 20_000_301, random, LoneShare);
        AddAccount(db, loneAccount, $"m:{LonePointShopId}", AccountKind.PointOfSale, lone, id++);
        for (var i = 0; i < small; i++)
        {
            var agreement = id++;
            db.Add(new AgreementRow { Id = agreement, Number = (800_003 + i).ToString(CultureInfo.InvariantCulture), Name = $"{Pick(Houses, random)} {Pick(Towns, random)}" });
            for (var point = random.Next(1, 4); point > 0; point--)
            {
                world.Add(db, id++, agreement, null, 20_001_000 + 3 * i + point, random, (1 - ChainShare - LoneShare) / small / 2);
            }
        }

        world.FirstCustomerId = id;
        for (var i = 0; i < world.CustomerCount; i++)
        {
            db.Add(new CustomerRow { Id = id++, Number = CustomerNumber(i), Email = CustomerEmail(i), FirstName = Pick(FirstNames, random), LastName = Pick(LastNames, random) });
        }

        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return world;
    }

    /// <summary>A point, by its share of all payments.</summary>
    public SeedPoint Any(Random random)
    {
        var place = _weights.BinarySearch(random.NextDouble() * _total);
        return Points[Math.Min(place < 0 ? ~place : place, Points.Count - 1)];
    }

    private void Add(AppDb db, long id, long agreement, long? account, int shopId, Random random, double weight)
    {
        db.Add(new PointOfSaleRow { Id = id, AgreementId = agreement, ShopId = shopId.ToString(CultureInfo.InvariantCulture), Name = $"{Pick(Houses, random)} {shopId % 1000}", Town = Pick(Towns, random) });
        Points.Add(new SeedPoint(id, agreement, account));
        _weights.Add(_total += weight);
    }

    /// <summary>What was added so far has this share of everything.</summary>
    private void Scale(double share)
    {
        for (var i = 0; i < _weights.Count; i++)
        {
            _weights[i] *= share / _total;
        }

        _total = share;
    }

    private static void AddAccount(AppDb db, long id, string name, AccountKind kind, long agreement, long? point)
    {
        var email = $"{name[2..]}@example.org";
        var row = new AccountRow
        {
            Id = id,
            UserName = name,
            NormalizedUserName = FindAccount.Normalize(name),
            Kind = kind,
            FirstName = "Camille",
            LastName = "Grandin",
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            AgreementId = agreement,
            PointOfSaleId = point,
        };
        row.PasswordHash = new Argon2PasswordHasher().HashPassword(row, Password);
        db.Add(row);
    }

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}

internal static class SeedIds
{
    /// <summary>Ids of the seed come from the same ranges as everybody's, so that a server may run on the database afterwards.</summary>
    public static async Task<long> TakeAsync(AppDb db, IdKind kind, long count) =>
        (await db.Database.SqlQueryRaw<long>("""
            INSERT INTO id_range (name, next) VALUES ({0}, {1} + 1) ON CONFLICT (name) DO UPDATE SET next = id_range.next + {1} RETURNING next - {1} AS "Value"
            """, kind.ToString(), count).ToListAsync())[0];
}
