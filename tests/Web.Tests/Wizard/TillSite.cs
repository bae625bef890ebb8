using Guichet.App.Access;
using Guichet.App.Demonstration;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guichet.Web.Tests.Wizard;

/// <summary>The whole product on a port of its own with the demonstration's people, and a clock that can be put forward.</summary>
internal sealed class TillSite : IAsyncDisposable
{
    public const string Point = "10000651", PointPassword = "pins-accueil-2026";
    public const string OtherSignatory = "708901", OtherPassword = "cimes-signataire-2026", OtherShop = "10000661";
    public const string Lea = "lea.martin@example.org", LeaPassword = "lea-vacances-2026";

    private static readonly string Keys = NewKeys();
    private static readonly TestDatabases Databases = new(FillAsync);
    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly LaterTime _time;

    private TillSite(TestDatabase database, WebApplication app, LaterTime time) => (_database, _app, _time) = (database, app, time);

    public Uri Url => new(_app.Urls.Single());
    public DateTimeOffset Now => _time.GetUtcNow();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public void Later(TimeSpan by) => _time.Offset += by;

    public static async Task<TillSite> StartAsync(DatabaseKind kind)
    {
        var (database, time) = (await Databases.CreateAsync(kind), new LaterTime());
        var app = Build(database.Value, time);
        await app.StartAsync();
        return new TillSite(database, app, time);
    }

    /// <summary>A browser without a script, signed in for «Camping des Pins».</summary>
    public async Task<Till> TillAsync(string number = Point, string password = PointPassword)
    {
        var till = new Till(Url);
        await till.SignInAsync(number, password);
        return till;
    }

    public async Task<MerchantActor> ActorAsync()
    {
        var opened = (await Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Merchant, Point, PointPassword, null), Now)).Value;
        var session = (await Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: false, Now))!;
        return new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role, CaptureLimit = session.CaptureLimit };
    }

    public async Task<CustomerActor> LeaAsync()
    {
        var opened = (await Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, Lea, LeaPassword, null), Now)).Value;
        var session = (await Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: false, Now))!;
        return new CustomerActor(session.AccountId, session.CustomerId!.Value, session.Name, null);
    }

    public async Task<Payment> ReadAsync(string number) => (await Get<ReadPayment>().RunAsync(await ActorAsync(), number)).Value;

    /// <summary>Léa pays by the code on the screen.</summary>
    public async Task<Result<Payment>> PayAsync(Payment payment, long cents)
    {
        var token = Get<ReadPayment>().TokenOf(payment);
        return await Get<ApprovePayment>().RunAsync(await LeaAsync(), payment.Id, token, new Money(cents), $"pay-{payment.Number}-{cents}");
    }

    public async Task<Result<Payment>> DeclineAsync(Payment payment) =>
        await Get<DeclinePayment>().RunAsync(await LeaAsync(), payment.Id, Get<ReadPayment>().TokenOf(payment));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static WebApplication Build(string database, TimeProvider time) => Serve.Build(
        [
            "--applicationName=guichet", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", $"--GUICHET_DATABASE={database}", $"--GUICHET_KEYS={Keys}",
        ],
        services => services.AddSingleton(time).Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5)));

    private static async Task FillAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var app = Build(database, TimeProvider.System);
        (await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(TimeProvider.System.GetUtcNow())).ShouldBeTrue();
    }

    private static string NewKeys()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
