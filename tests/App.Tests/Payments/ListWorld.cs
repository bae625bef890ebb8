using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.App.Payments.Exporting;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Tests.Payments;

/// <summary>
/// Payments of one agreement of three points, with as many ties as possible, and limits so low that a hundred rows walk every path: rows that are passed
/// over, pages that stop early, small sets that are sorted.
/// </summary>
internal sealed class ListWorld : IAsyncDisposable
{
    public const long Agreement = 71;
    public const long Stranger = 72;
    public static readonly long[] Points = [711, 712, 713];
    public static readonly DateTimeOffset Now = new(2026, 6, 24, 9, 0, 0, TimeSpan.Zero);
    public static readonly MerchantActor Signatory = new(1, Agreement, null, "Ada Essai", null) { Role = Role.Signatory };
    public static readonly ListLimits Low = new() { PageSize = 7, CountCap = 20, MaxRowsLookedAt = 40, SmallSet = 10, LargeSet = 25 };

    private static readonly TestDatabases Migrated = new(MigrateAsync);
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private ListWorld(TestDatabase database)
    {
        _database = database;
        _services = new ServiceCollection().AddGuichetStorage(database.Value).BuildServiceProvider();
    }

    public List<PaymentRow> Rows { get; } = [];

    /// <summary>Two of the three points of the agreement.</summary>
    public static readonly MerchantActor Manager = new(4, Agreement, [711, 713], "Gestion", null) { Role = Role.Manager };

    public static MerchantActor AccountOf(long point) => new(2, point / 10, [point], "Point", null) { Role = Role.PointAccount };

    public FindPayments Find(ListLimits? limits = null) => new(Databases, limits ?? Low);

    public StreamPayments Streams => new(Databases);

    public ExportPayments Exports => new(Streams, Databases);

    public CloseDay Closing(int maxPoints = CloseDay.MaxPoints) => new(Databases, maxPoints);

    private IDbContextFactory<AppDb> Databases => _services.GetRequiredService<IDbContextFactory<AppDb>>();

    public static async Task<ListWorld> StartAsync(DatabaseKind kind, int payments = 0)
    {
        var world = new ListWorld(await Migrated.CreateAsync(kind));
        await world.AddAsync(Agreement, payments, seed: 1);
        return world;
    }

    public async Task AddAsync(long agreement, int count, int seed)
    {
        var random = new Random(seed);
        await AddAsync(Enumerable.Range(0, count).Select(_ => Any(random, agreement)));
    }

    public async Task AddAsync(params IEnumerable<PaymentRow> rows)
    {
        var added = rows.ToList();
        await using var db = await Databases.CreateDbContextAsync();
        db.AddRange(added);
        await db.SaveChangesAsync();
        Rows.AddRange(added.Where(row => row.AgreementId == Agreement));
    }

    public async Task AddAsync(params IEnumerable<RemainderPaymentRow> records)
    {
        await using var db = await Databases.CreateDbContextAsync();
        db.AddRange(records);
        await db.SaveChangesAsync();
    }

    public async Task ChangeAsync(long id, PaymentStatus status, DateTimeOffset at)
    {
        await using var db = await Databases.CreateDbContextAsync();
        await db.Payments.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, status).SetProperty(p => p.LastActivityAt, at).SetProperty(p => p.Version, p => p.Version + 1));
    }

    /// <summary>One that says only what a test is about.</summary>
    public static PaymentRow Row(
        long id, string reference = "REF202606241", string? contact = null, string? customer = null, string? seller = null, string? label = null,
        DateTimeOffset? at = null, long cents = 40_00, long point = 711, PaymentStatus status = PaymentStatus.Captured, long? payer = null, PaymentTerms? terms = null,
        DateTimeOffset? payBy = null, DateTimeOffset? captureBy = null) => new()
    {
        Id = id,
        Number = $"{id:x10}",
        AgreementId = point / 10,
        PointOfSaleId = point,
        Status = status,
        Version = 1,
        Timing = (terms ?? PaymentTerms.ImmediateAutomatic).Timing,
        CaptureMode = (terms ?? PaymentTerms.ImmediateAutomatic).CaptureMode,
        PaymentWindowDays = terms?.PaymentWindowDays,
        CaptureWindowDays = terms?.CaptureWindowDays,
        RequestedCents = cents,
        AuthorizedCents = status is PaymentStatus.Captured or PaymentStatus.Authorized ? cents : null,
        CapturedCents = status is PaymentStatus.Captured ? cents : null,
        CreatedAt = Now,
        LastActivityAt = at ?? Now,
        PayBy = payBy ?? Now.AddDays(10),
        CaptureBy = captureBy,
        Channel = RequestChannel.Email,
        Contact = contact,
        PayerId = payer,
        OrderReference = reference,
        Description = label,
        CustomerReference = customer,
        SellerReference = seller,
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static PaymentRow Any(Random random, long agreement)
    {
        var days = random.Next(1, 4);
        var terms = random.Next(3) switch { 0 => PaymentTerms.Stored(days, null), 1 => PaymentTerms.Stored(null, days), _ => PaymentTerms.ImmediateAutomatic };
        return Row(
            agreement * 1_000_000 + random.NextInt64(1_000_000), $"{(random.Next(2) == 0 ? "REF20260624" : "Été ")}{random.Next(9)}", $"client{random.Next(5)}@example.org",
            random.Next(3) == 0 ? $"Dossier {random.Next(4)}" : null, random.Next(2) == 0 ? $"Caisse {random.Next(3)}" : null, random.Next(4) == 0 ? "Mobil-home" : null,
            Now.AddHours(-random.Next(60)), random.Next(1, 6) * 10_00, agreement * 10 + random.Next(1, 4), (PaymentStatus)random.Next(1, 7), 9001 + random.Next(3), terms,
            Now.AddHours(random.Next(1, 60)), Now.AddHours(random.Next(1, 60)));
    }

    private static async Task MigrateAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        db.AddRange(new AgreementRow { Id = Agreement, Number = "700071", Name = "Les Essais" }, new AgreementRow { Id = Stranger, Number = "700072", Name = "Les Autres" });
        db.AddRange(Points.Append(721).Append(722).Append(723).Select(id => new PointOfSaleRow { Id = id, AgreementId = id / 10, ShopId = $"10000{id}", Name = "Point", Town = "Brest" }));
        db.AddRange(Enumerable.Range(9001, 3).Select(id => new CustomerRow { Id = id, Number = $"1000000{id}", Email = $"payer{id}@example.org", FirstName = "Ada", LastName = "Essai" }));
        await db.SaveChangesAsync();
    }
}
