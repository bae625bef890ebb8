using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guichet.Bench;

/// <summary>One database with merchants and customers, and desks on it.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    public const int Customers = 5_000;
    private const int Points = 50;
    private const long Agreement = 71;
    private const long FirstPoint = 711;
    private const long FirstCustomer = 100_001;
    private const long Credit = 9_000_000_00;

    private static int turn;
    private readonly TestDatabase _database;

    private BenchWorld(TestDatabase database) => _database = database;

    public DatabaseKind Kind => _database.Kind;
    public string Database => _database.Value;

    public static async Task<BenchWorld> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabases.CreateEmptyAsync(kind);
        var world = new BenchWorld(database);
        await StorageSetup.MigrateAsync(database.Value);
        await using (var db = AppDbOptions.Create(new DatabaseAddress(database.Value)))
        {
            db.Add(new AgreementRow { Id = Agreement, Number = "700071", Name = "Les Essais" });
            db.AddRange(Enumerable.Range(0, Points).Select(i => new PointOfSaleRow { Id = FirstPoint + i, AgreementId = Agreement, ShopId = $"{10000700 + i}", Name = "Point", Town = "Brest" }));
            db.AddRange(Enumerable.Range(0, Customers).Select(i => new CustomerRow
            {
                Id = FirstCustomer + i, Number = (10000000000L + i).ToString(CultureInfo.InvariantCulture), Email = $"c{i}@example.org", FirstName = "Ada", LastName = "Essai",
            }));
            await db.SaveChangesAsync();
        }

        await using var desk = await BenchDesk.OpenAsync(database.Value, new DeskLimits { QueueLength = 100_000 });
        await Task.WhenAll(Enumerable.Range(0, Customers).Select(i => desk.Desk.SubmitAsync(new CreditLoad(Credit) { CustomerId = FirstCustomer + i })));
        return world;
    }

    public static async Task<CreateLoad> NextCreateAsync(BenchDesk desk)
    {
        var id = await desk.Ids.NextAsync(IdKind.Payment);
        var number = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", TransactionNumber.Length);
        var point = FirstPoint + id % Points;
        return new CreateLoad(id, Agreement, point, number, Hash(number))
        {
            Key = new SubmitKey($"a:{Agreement}", Hash($"{id} create")[..32], Hash(number)),
            SuggestsForPointOfSaleId = point,
        };
    }

    public static ApproveLoad NextApprove(long paymentId)
    {
        var customer = FirstCustomer + Interlocked.Increment(ref turn) * 7919L % Customers;
        return new ApproveLoad { PaymentId = paymentId, CustomerId = customer, Key = new SubmitKey($"c:{customer}", Hash($"{paymentId} approve")[..32], Hash($"{paymentId} 3000")) };
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A desk as a server runs it.</summary>
internal sealed class BenchDesk(ServiceProvider services) : IAsyncDisposable
{
    public Desk Desk { get; } = services.GetRequiredService<Desk>();
    public IdSource Ids { get; } = services.GetRequiredService<IdSource>();
    public IDbContextFactory<AppDb> Databases { get; } = services.GetRequiredService<IDbContextFactory<AppDb>>();

    public static async Task<BenchDesk> OpenAsync(string database, DeskLimits limits)
    {
        var services = new ServiceCollection().AddGuichetStorage(database, limits).BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return new BenchDesk(services);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }
}
