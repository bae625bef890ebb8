using System.Collections.Concurrent;
using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Tests.Access;

/// <summary>A fresh database with one merchant, one of another agreement and one customer; the real hasher behind a count of verifications.</summary>
internal sealed class AccessWorld : IAsyncDisposable
{
    public const string Signatory = "708900", SignatoryPassword = "une-longue-phrase-de-passe";
    public const string PointAccount = "10000651", PointPassword = "encore-une-autre-phrase";
    public const string CustomerNumber = "10000000011", CustomerEmail = "lea@example.org", CustomerPassword = "la-phrase-de-la-cliente", Code = "4071";
    public const string Operator = "claire.vidal", OperatorPassword = PointPassword;
    public static readonly DateTimeOffset Start = new(2026, 6, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly TestDatabases Databases = new(value => StorageSetup.MigrateAsync(value));
    private static readonly Lazy<Dictionary<string, string>> Hashes = new(() => new[] { SignatoryPassword, PointPassword, CustomerPassword, "littoral-signataire-2026" }
        .ToDictionary(x => x, x => new Argon2PasswordHasher().HashPassword(null!, x)));

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private AccessWorld(TestDatabase database, string keys, AccessSettings settings)
    {
        (_database, Keys) = (database, keys);
        var services = new ServiceCollection().AddGuichetStorage(database.Value);
        services.AddSingleton<IPasswordHasher<AccountRow>>(Hasher).AddAccess(settings).AddMerchants().AddConsole();
        _services = services.BuildServiceProvider();
    }

    public CountingHasher Hasher { get; } = new();
    public string Keys { get; }
    public string Database => _database.Value;
    public DateTimeOffset Now { get; set; } = Start;
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();
    public Task<AppDb> DbAsync() => Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    public static async Task<AccessWorld> CreateAsync(DatabaseKind kind, Func<AccessSettings, AccessSettings>? change = null)
    {
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        // Tests ask in bursts on two busy cores: waiting is not what they are about.
        var settings = new AccessSettings { KeysFolder = keys, Demonstration = true, HashingQueue = TimeSpan.FromSeconds(60), StrangerPause = TimeSpan.Zero };
        var world = new AccessWorld(await Databases.CreateAsync(kind), keys, change?.Invoke(settings) ?? settings);
        await world.FillAsync();
        return world;
    }

    public Task<Result<OpenedSession>> SignInAsync(string? number, string? password, AccountArea area = AccountArea.Merchant, string? address = null, string? session = null, string? device = null) =>
        Get<SignIn>().RunAsync(new SignInAttempt(area, number, password, address, session, device), Now);

    public async Task<List<LetterRow>> LettersAsync()
    {
        await using var db = await DbAsync();
        return await db.Letters.AsNoTracking().OrderBy(x => x.Id).ToListAsync();
    }

    /// <summary>The token of the newest password link, as its letter would carry it.</summary>
    public async Task<string> TokenAsync() =>
        Get<AccountLetters>().ReadDetails((await LettersAsync()).Last(x => x.Kind == (int)AccountLetterKind.PasswordLink).Payload)!.Token!;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(Keys, recursive: true);
    }

    private async Task FillAsync()
    {
        await Get<IdSource>().TakeRangeAsync(IdKind.Person); // what the product numbers comes after those below
        await using var db = await DbAsync();
        db.Agreements.AddRange(new AgreementRow { Id = 1, Number = Signatory, Name = "Littoral" }, new AgreementRow { Id = 2, Number = "708901", Name = "Cimes" });
        await db.SaveChangesAsync();
        db.PointsOfSale.AddRange(
            new PointOfSaleRow { Id = 1, AgreementId = 1, ShopId = PointAccount, Name = "Camping des Pins", Town = "Arcachon" },
            new PointOfSaleRow { Id = 2, AgreementId = 1, ShopId = "10000652", Name = "Musée de la Mer", Town = "Biarritz" },
            new PointOfSaleRow { Id = 3, AgreementId = 2, ShopId = "10000661", Name = "Parc des Cimes", Town = "Chamonix" });
        db.Customers.Add(new CustomerRow { Id = 1, Number = CustomerNumber, Email = CustomerEmail, FirstName = "Léa", LastName = "Martin" });
        db.Accounts.AddRange(
            Account(1, "m:" + Signatory, AccountKind.Signatory, SignatoryPassword, "paul@example.org", agreement: 1),
            Account(2, "m:" + PointAccount, AccountKind.PointOfSale, PointPassword, "pins@example.org", agreement: 1, point: 1),
            Account(3, "c:" + CustomerNumber, AccountKind.Customer, CustomerPassword, CustomerEmail, customer: 1),
            Account(4, "m:708901", AccountKind.Signatory, "littoral-signataire-2026", "anne@example.org", agreement: 2),
            Account(5, "o:" + Operator, AccountKind.Operator, OperatorPassword, "claire@example.org"));
        await db.SaveChangesAsync();
    }

    private AccountRow Account(long id, string name, AccountKind kind, string password, string email, long? agreement = null, long? point = null, long? customer = null) => new()
    {
        Id = id,
        UserName = name,
        NormalizedUserName = FindAccount.Normalize(name),
        Kind = kind,
        FirstName = "Paul",
        LastName = "Rivière",
        Email = email,
        PasswordHash = Hashes.Value[password],
        AgreementId = agreement,
        PointOfSaleId = point,
        CustomerId = customer,
        PinHash = customer is null ? null : Get<KnownDevices>().HashCode(Code),
    };

    internal sealed class CountingHasher : IPasswordHasher<AccountRow>
    {
        private readonly Argon2PasswordHasher _real = new();

        public ConcurrentQueue<string> Verified { get; } = [];

        public string HashPassword(AccountRow user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AccountRow user, string hashedPassword, string providedPassword)
        {
            Verified.Enqueue(providedPassword);
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
