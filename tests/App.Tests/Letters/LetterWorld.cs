using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Letters;
using Guichet.App.Letters.Sending;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.App.Push;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Guichet.App.Tests.Letters;

/// <summary>A server of the whole product without pages, on a database of its own, at 24/06/2020 11:59:35 in Paris; its merchant, and a customer with 250,00 €.</summary>
internal sealed class LetterWorld : IAsyncDisposable
{
    public const long PointId = 711, LeaId = 9001, LeaAccount = 2, MerchantAccount = 1;
    public const string MerchantName = "Les Vacances du Littoral", LeaEmail = "lea.martin@example.org", NotifyEmail = "reception@example.org";
    public static readonly MerchantActor Merchant = new(MerchantAccount, 71, null, "Paul Rivière", "192.0.2.7") { Role = Role.Signatory };
    public static readonly CustomerActor Lea = new(LeaAccount, LeaId, "Léa Martin", "192.0.2.8");
    private static readonly TestDatabases Migrated = new(value => StorageSetup.MigrateAsync(value));

    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;
    private readonly string _keys;
    private readonly bool _ownsDatabase;
    private int _submits;

    private LetterWorld(TestDatabase database, string keys, FakeTimeProvider clock, string mail, bool ownsDatabase)
    {
        (_database, _keys, Clock, _ownsDatabase) = (database, keys, clock, ownsDatabase);
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddGuichetStorage(database.Value)
            .AddAccess(new AccessSettings { KeysFolder = keys, Demonstration = true })
            .AddMerchants().AddConsole()
            .AddGuichetPayments(IssuerRules.Default)
            .AddGuichetLetters(new LetterSettings { PublicUrl = new Uri("https://guichet.example"), Mail = mail })
            .AddGuichetPush(new PushSettings { IsOn = true, Loopback = true, Contact = "mailto:exploitation@example.org" });
        services.AddSingleton(x => new RequestLinks(x.GetRequiredService<AppSecrets>().Derive("request-link")));
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }
    public string Database => _database.Value;
    public DateTimeOffset Now => Clock.GetUtcNow();
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<LetterWorld> CreateAsync(DatabaseKind kind, string mail = "outbox")
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 6, 24, 9, 59, 35, TimeSpan.Zero));
        var world = new LetterWorld(await Migrated.CreateAsync(kind), Directory.CreateTempSubdirectory("guichet-keys-").FullName, clock, mail, ownsDatabase: true);
        await world.FillAsync();
        foreach (var service in world._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return world;
    }

    /// <summary>Another server on the same database, keys and clock.</summary>
    public LetterWorld SecondServer(string mail) => new(_database, _keys, Clock, mail, ownsDatabase: false);

    public Task<int> SendAsync() => Get<SendLetters>().RunAsync(Now, CancellationToken.None);

    public async Task<int> SendLaterAsync(TimeSpan later)
    {
        Clock.Advance(later);
        return await SendAsync();
    }

    /// <summary>
    /// B (payment days only), D (both), A by e-mail is not possible: <see cref="PushAsync"/>. A millisecond passes after each: letters leave in the order of
    /// their instants, and the desk's lanes number them apart.
    /// </summary>
    public async Task<Payment> AskAsync(string email, int? paymentDays = 10, int? captureDays = null, string description = "")
    {
        var payment = await SubmitAsync(new PaymentForm
        {
            Deferred = paymentDays is not null,
            PaymentDays = $"{paymentDays}",
            CaptureDelay = captureDays is not null,
            CaptureDays = $"{captureDays}",
            NotifyEmail = NotifyEmail,
            Contact = email,
            Channel = RequestChannel.Identifier,
            Amount = "50,00",
            OrderReference = "REF202006241",
            Description = description,
        });
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return payment;
    }

    public Task<Payment> ShowQrCodeAsync() => SubmitAsync(new PaymentForm { Amount = "50,00", OrderReference = "REF202006241" });

    public async Task<Payment> PayAsync(Payment payment, long cents) =>
        (await Get<ApprovePayment>().RunAsync(Lea, payment.Id, null, new Money(cents), NewKey())).Value;

    public string NewKey() => $"key-{Interlocked.Increment(ref _submits)}";

    /// <summary>As they came to be; by id only within a commit, for each lane of the desk has a range of its own.</summary>
    public async Task<List<LetterRow>> LettersAsync() => await ReadAsync(db => db.Letters.AsNoTracking().OrderBy(l => l.CreatedAt).ThenBy(l => l.Id).ToListAsync());

    public async Task<IReadOnlyList<DemonstrationMail>> MailsAsync() => [.. (await Get<DemonstrationMailbox>().NewestAsync(null)).OrderBy(m => m.Id)];

    public async Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _ownsDatabase ? _services.GetServices<IHostedService>() : [])
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        if (_ownsDatabase)
        {
            await _database.DisposeAsync();
            Directory.Delete(_keys, recursive: true);
        }
    }

    private async Task<Payment> SubmitAsync(PaymentForm form) => (await Get<CreatePayment>().RunAsync(Merchant, PointId, form, NewKey())).Value;

    private Task<int> FillAsync() => ReadAsync(async db =>
    {
        db.Agreements.Add(new AgreementRow { Id = 71, Number = "708900", Name = MerchantName });
        await db.SaveChangesAsync();
        db.PointsOfSale.Add(new PointOfSaleRow { Id = PointId, AgreementId = 71, ShopId = "10000651", Name = "Camping des Pins", Town = "Arcachon" });
        db.Customers.Add(new CustomerRow { Id = LeaId, Number = "10000000011", Email = LeaEmail, FirstName = "Léa", LastName = "Martin" });
        db.Accounts.AddRange(
            new AccountRow { Id = MerchantAccount, UserName = "m:708900", NormalizedUserName = FindAccount.Normalize("m:708900"), Kind = AccountKind.Signatory, FirstName = "Paul", LastName = "Rivière", Email = "paul@example.org", AgreementId = 71 },
            new AccountRow { Id = LeaAccount, UserName = "c:10000000011", NormalizedUserName = FindAccount.Normalize("c:10000000011"), Kind = AccountKind.Customer, FirstName = "Léa", LastName = "Martin", Email = LeaEmail, CustomerId = LeaId });
        db.Wallets.Add(new WalletRow { CustomerId = LeaId, IssueYear = 2020, AvailableCents = 250_00 });
        return await db.SaveChangesAsync();
    });
}
