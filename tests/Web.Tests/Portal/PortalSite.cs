using System.Collections.Concurrent;
using Guichet.App.Access;
using Guichet.App.Demonstration;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Portal;

/// <summary>The whole host on a free port, with the demonstration's data in a database of its own.</summary>
public sealed class PortalSite : IAsyncDisposable
{
    private static readonly string Keys = NewKeys();
    private static readonly TestDatabases Databases = new(FillAsync);

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private int _submits;

    private PortalSite(WebApplication app, TestDatabase database) => (_app, _database) = (app, database);

    public Uri Address => new(_app.Urls.First());
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();
    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    /// <param name="time">A clock that the test puts forward; null for that of the demonstration.</param>
    public static async Task<PortalSite> StartAsync(DatabaseKind kind, TimeProvider? time = null)
    {
        var database = await Databases.CreateAsync(kind);
        var app = Serve.Build(Arguments(database.Value), services => _ = time is null ? services : services.AddSingleton(time));
        await app.StartAsync();
        return new PortalSite(app, database);
    }

    public Visitor Visit(string language = "fr") => new(Address, language);

    public async Task<Visitor> SignInAsync(string number, string password, string language = "fr")
    {
        var visitor = Visit(language);
        await visitor.GetAsync("/connexion");
        await visitor.SubmitAsync(("number", number), ("password", password));
        visitor.Location.ShouldBe("/encaissement");
        return visitor;
    }

    public Task<Visitor> PointAccountAsync(string language = "fr") => SignInAsync("10000651", "pins-accueil-2026", language);
    public Task<Visitor> SignatoryAsync() => SignInAsync("708900", "littoral-signataire-2026");
    public Task<Visitor> StrangerAsync() => SignInAsync("708901", "cimes-signataire-2026");

    /// <summary>The same person as <see cref="PointAccountAsync"/>, for use cases.</summary>
    public async Task<MerchantActor> ActorAsync()
    {
        var opened = (await Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Merchant, "10000651", "pins-accueil-2026", null), Now)).Value;
        var session = (await Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: false, Now))!;
        return new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role, CaptureLimit = session.CaptureLimit };
    }

    public Task<Payment> AskAsync(MerchantActor actor, string reference, string amount = "40,00") => AskAsync(actor, new PaymentForm { Amount = amount, OrderReference = reference });

    public async Task<Payment> AskAsync(MerchantActor actor, PaymentForm form) =>
        (await Get<CreatePayment>().RunAsync(actor, actor.OnlyPointId!.Value, form, $"portal-{Interlocked.Increment(ref _submits)}")).Value;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static string[] Arguments(string database) =>
        ["serve", "--applicationName=guichet", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", $"--GUICHET_DATABASE={database}", $"--GUICHET_KEYS={Keys}"];

    private static async Task FillAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var app = Serve.Build(Arguments(database));
        await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    private static string NewKeys()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}

/// <summary>One site per database, shared by tests that change nothing which another looks at.</summary>
public sealed class PortalSites : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<PortalSite>>> _sites = [];

    public Task<PortalSite> OnAsync(DatabaseKind kind) => _sites.GetOrAdd(kind, k => new(() => PortalSite.StartAsync(k))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await (await site.Value).DisposeAsync();
        }
    }
}
