using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Guichet.App.Access;
using Guichet.App.Demonstration;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Wallets;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>The whole product on a port of its own, with the demonstration's people, and a clock that can be put forward.</summary>
internal sealed class AppWorld : IAsyncDisposable
{
    public const string Lea = "lea.martin@example.org", LeaPassword = "lea-vacances-2026", LeaCode = "4071";
    public const string Karim = "karim.benali@example.org", KarimPassword = "karim-vacances-2026", KarimCode = "6193";
    public const string Rose = "rose.petit@example.org", RosePassword = "rose-vacances-2026", RoseCode = "8305";
    public const string Point = "Camping des Pins";

    /// <summary>One for all databases of the process: codes and links are keyed with what is in it.</summary>
    private static readonly string Keys = MakeKeys();

    private static readonly TestDatabases Databases = new(FillAsync);
    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly LaterTime _time;
    private int _requests;

    private AppWorld(TestDatabase database, WebApplication app, LaterTime time) => (_database, _app, _time) = (database, app, time);

    public Uri Url => new(_app.Urls.Single());
    public DateTimeOffset Now => _time.GetUtcNow();
    public MerchantActor Till { get; private set; } = null!;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<AppWorld> StartAsync(DatabaseKind kind)
    {
        var (database, time) = (await Databases.CreateAsync(kind), new LaterTime());
        var world = new AppWorld(database, Build(database.Value, time), time);
        await world._app.StartAsync();
        var session = await world.SignInAsync(AccountArea.Merchant, "10000651", "pins-accueil-2026");
        world.Till = new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role, CaptureLimit = session.CaptureLimit };
        return world;
    }

    public void Later(TimeSpan by) => _time.Offset += by;

    public Visitor Visit() => Visitor.At(Url);

    /// <summary>A browser in which a customer has just signed in with the password.</summary>
    public async Task<Visitor> VisitAsync(string identifier = Lea, string password = LeaPassword)
    {
        var visitor = Visit();
        await visitor.SignInAsync(identifier, password);
        return visitor;
    }

    public async Task<CustomerActor> CustomerAsync(string identifier = Lea, string password = LeaPassword)
    {
        var session = await SignInAsync(AccountArea.Customer, identifier, password);
        return new CustomerActor(session.AccountId, session.CustomerId!.Value, session.Name, null);
    }

    public async Task<Money> BalanceAsync(CustomerActor customer) => (await Get<ReadWallet>().RunAsync(customer, Now)).Balance;

    /// <summary>A request of the point «Camping des Pins»: by QR code without a contact, else addressed.</summary>
    public async Task<Payment> AskAsync(string amount, string? contact = null, bool deferred = false, bool delay = false, string description = "")
    {
        var form = new PaymentForm
        {
            Amount = amount, Contact = contact ?? "", Channel = contact is null ? RequestChannel.QrCode : RequestChannel.Identifier, Deferred = deferred,
            PaymentDays = "4", CaptureDelay = delay, NotifyEmail = "pins@example.org", OrderReference = $"Panier {++_requests}", Description = description,
        };
        return (await Get<CreatePayment>().RunAsync(Till, Till.OnlyPointId!.Value, form, $"test-{_requests}")).Value;
    }

    public string LinkOf(Payment payment) => $"/app/r/{Get<ReadPayment>().TokenOf(payment)}";

    /// <summary>Of the code that was shown first, whatever became of the request since.</summary>
    public string LinkPathBefore(Payment payment) => $"/app/r/{Get<RequestLinks>().Token(payment.Id, 1)}";

    public static string AddressOf(Payment payment) => $"/app/demandes/{payment.Number}";

    public async Task<Payment> ReadAsync(Payment payment) => (await Get<ReadPayment>().RunAsync(Till, payment.Number)).Value;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<SessionIdentity> SignInAsync(AccountArea area, string number, string password)
    {
        var opened = (await Get<SignIn>().RunAsync(new SignInAttempt(area, number, password, null), Now)).Value;
        return (await Get<Sessions>().FindAsync(opened.SessionKey, area, touch: false, Now))!;
    }

    private static WebApplication Build(string database, TimeProvider time) => Serve.Build(
        [
            "--applicationName=guichet", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", $"--GUICHET_DATABASE={database}", $"--GUICHET_KEYS={Keys}",
        ],
        services => services.AddSingleton(time).Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2)));

    private static async Task FillAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var app = Build(database, TimeProvider.System);
        (await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(TimeProvider.System.GetUtcNow())).ShouldBeTrue();
    }

    private static string MakeKeys()
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
