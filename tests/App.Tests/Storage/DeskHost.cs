using System.Globalization;
using System.Security.Cryptography;
using Guichet.App.Checks;
using Guichet.App.Live;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Ledger;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guichet.App.Tests.Storage;

/// <summary>A server as the storage knows it: the desk running on a database of its own, or on one that it shares.</summary>
internal sealed class DeskHost : IAsyncDisposable
{
    public const long Agreement = 71;
    public const long Point = 711;
    public const long Customer = 9001;
    /// <summary>The schema with one agreement (71) of three points of sale (711 to 713) and a few customers (9001 to 9020).</summary>
    public static readonly TestDatabases Migrated = new(MigrateAsync);
    private static readonly Trace Till = new(ActorKind.Merchant, 1, Door.Portal, "192.0.2.7");
    private static readonly Trace Phone = new(ActorKind.Customer, 2, Door.App, "192.0.2.8");

    private readonly ServiceProvider _services;
    private readonly TestDatabase? _own;

    private DeskHost(ServiceProvider services, string database, TestDatabase? own) => (_services, Database, _own) = (services, database, own);

    public string Database { get; }

    public Desk Desk => _services.GetRequiredService<Desk>();
    public IdSource Ids => _services.GetRequiredService<IdSource>();
    public PaymentFeed Feed => _services.GetRequiredService<PaymentFeed>();
    public IDbContextFactory<AppDb> Databases => _services.GetRequiredService<IDbContextFactory<AppDb>>();
    public IServiceProvider Services => _services;

    public static async Task<DeskHost> StartAsync(DatabaseKind kind, TimeProvider? time = null, DeskLimits? limits = null)
    {
        var database = await Migrated.CreateAsync(kind);
        return await StartAsync(database.Value, time, limits, database);
    }

    public static async Task<DeskHost> StartAsync(string database, TimeProvider? time = null, DeskLimits? limits = null, TestDatabase? own = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        var host = new DeskHost(services.AddGuichetStorage(database, limits ?? new DeskLimits()).BuildServiceProvider(), database, own);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return host;
    }

    public static async Task MigrateAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        db.Add(new AgreementRow { Id = Agreement, Number = "700071", Name = "Les Essais" });
        db.AddRange(Enumerable.Range(1, 3).Select(i => new PointOfSaleRow { Id = Agreement * 10 + i, AgreementId = Agreement, ShopId = $"1000071{i}", Name = "Point", Town = "Brest" }));
        db.AddRange(Enumerable.Range(9001, 20).Select(id => new CustomerRow { Id = id, Number = $"1000000{id}", Email = $"c{id}@example.org", FirstName = "Ada", LastName = "Essai" }));
        await db.SaveChangesAsync();
    }

    /// <summary>Every balance and invariant holds.</summary>
    public async Task CheckAsync() => (await FailuresAsync()).ShouldBeEmpty();

    /// <summary>What the check finds wrong, as it prints it.</summary>
    public async Task<List<string>> FailuresAsync() =>
        [.. (await LedgerCheck.RunAsync(Database)).Where(line => !line.Holds).Select(line => line.ToString())];

    public Task<Result<Payment?>> DoAsync(TestCommand command) => Desk.SubmitAsync(command);

    public async Task CreditAsync(long cents, long customer = Customer, int year = 2026)
    {
        var part = new VoucherPart(year, new Money(cents));
        (await DoAsync(new((_, _) => DeskDecision.OfWallet(customer, VoucherCredit.Entry(customer, part), [part])) { CustomerId = customer })).Refusal.ShouldBeNull();
    }

    public async Task<Payment> CreateAsync(long cents = 40_00, PaymentTerms? terms = null, long point = Point, string? key = null, bool suggested = true) =>
        (await DoAsync(await CreateCommandAsync(cents, terms, point, key, suggested))).Value!;

    public async Task<TestCommand> CreateCommandAsync(long cents = 40_00, PaymentTerms? terms = null, long point = Point, string? key = null, bool suggested = true)
    {
        var id = await Ids.NextAsync(IdKind.Payment);
        var content = string.Create(CultureInfo.InvariantCulture, $"{cents} {point}");
        return new((state, now) =>
        {
            var day = SuggestedReference.DayNumber(ParisCalendar.DayOf(now));
            var reference = suggested ? new SuggestedReference(day, state.NextSequence(point, day)).ToString() : $"Panier {id}";
            NewPayment request = new(id, NewNumber(), Agreement, point, terms ?? PaymentTerms.ImmediateAutomatic, new Money(cents),
                new PaymentDetails(reference, null, null, null), Addressee.ShownAsQrCode, null, Hash($"token {id}"));
            return PaymentRequests.Create(request, IssuerRules.Default, Till, now).TryGet(out var decision, out var refusal)
                ? DeskDecision.OfPayment(decision) with { OrderSuggested = suggested } : refusal;
        })
        {
            Key = key is null ? null : new SubmitKey($"a:{Agreement}", key, Hash(content)),
            SuggestsForPointOfSaleId = suggested ? point : null,
        };
    }

    public Task<Result<Payment?>> ApproveAsync(Payment payment, long cents, long customer = Customer, string? key = null) =>
        DoAsync(ApproveCommand(payment, cents, customer, key));

    public static TestCommand ApproveCommand(Payment payment, long cents, long customer = Customer, string? key = null) =>
        OnPayment(payment, (x, state, now) => PaymentDecisions.Approve(x, state.Wallet(customer), new Money(cents), Phone, now)) with
        {
            CustomerId = customer,
            Key = key is null ? null : new SubmitKey($"c:{customer}", key, Hash($"{payment.Id} {cents}")),
        };

    public Task<Result<Payment?>> CancelAsync(Payment payment) => DoAsync(OnPayment(payment, (x, _, now) => PaymentDecisions.Cancel(x, Till, now)));

    public Task<Result<Payment?>> VoidAsync(Payment payment) => DoAsync(OnPayment(payment, (x, _, now) => PaymentDecisions.Void(x, Till, now)));

    public Task<Result<Payment?>> CaptureAsync(Payment payment, long cents) =>
        DoAsync(OnPayment(payment, (x, _, now) => PaymentDecisions.Capture(x, new Money(cents), Till, now)));

    public Task<Result<Payment?>> ExpireAsync(Payment payment) => DoAsync(OnPayment(payment, (x, _, now) => PaymentDecisions.Expire(x, now)));

    public static TestCommand OnPayment(Payment payment, Func<Payment, DeskState, DateTimeOffset, Result<PaymentDecision>> action) =>
        new((state, now) => action(state.Payment(payment.Id)!, state, now).TryGet(out var decision, out var refusal) ? DeskDecision.OfPayment(decision) : refusal)
        {
            PaymentId = payment.Id,
        };

    public async Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read)
    {
        await using var db = await Databases.CreateDbContextAsync();
        return await read(db);
    }

    public Task<long> BalanceAsync(long customer = Customer) =>
        ReadAsync(db => db.Wallets.Where(x => x.CustomerId == customer).SumAsync(x => x.AvailableCents));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public static string NewNumber() => RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", TransactionNumber.Length);

    /// <summary>As a server ends: the desk drains.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }
}

/// <summary>A command whose decision is given by the test.</summary>
internal sealed record TestCommand(Func<DeskState, DateTimeOffset, Result<DeskDecision>> Decision) : DeskCommand
{
    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) => Decision(state, now);
}
