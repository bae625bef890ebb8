using System.Globalization;
using Guichet.App.Demonstration;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.App.Storage.Mapping;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Portal;

/// <summary>The host with so many payments that their file fits into no buffer on its way, and a clock that lets the limit of an export pass at once.</summary>
internal sealed class ExportSite : IAsyncDisposable
{
    private const int Rows = 60_000;
    private static readonly TestDatabases Databases = new(FillAsync);

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly ImpatientTime _time;
    private readonly string _keys;

    private ExportSite(WebApplication app, TestDatabase database, ImpatientTime time, string keys) => (_app, _database, _time, _keys) = (app, database, time, keys);

    public static async Task<ExportSite> StartAsync(DatabaseKind kind)
    {
        var (database, time, keys) = (await Databases.CreateAsync(kind), new ImpatientTime(), Directory.CreateTempSubdirectory("guichet-keys-").FullName);
        var app = Build(database.Value, keys, time);
        await app.StartAsync();
        return new ExportSite(app, database, time, keys);
    }

    /// <summary>Signed in for «Camping des Pins».</summary>
    public Task<HttpClient> PointAccountAsync() => AccountAsync("10000651", "pins-accueil-2026");

    public async Task<HttpClient> AccountAsync(string number, string password)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(_app.Urls.First()) };
        using var visitor = new Visitor(client.BaseAddress, "fr");
        await visitor.GetAsync("/connexion");
        await visitor.SubmitAsync(("number", number), ("password", password));
        visitor.Status.ShouldBe(System.Net.HttpStatusCode.Redirect);
        foreach (var cookie in visitor.Answer.Headers.GetValues("Set-Cookie"))
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        }

        return client;
    }

    /// <summary>As if an export had lasted as long as one may.</summary>
    public void EndTheWait() => _time.Pass();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    private static WebApplication Build(string database, string keys, TimeProvider time) => Serve.Build(
        ["serve", "--applicationName=guichet", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", $"--GUICHET_DATABASE={database}", $"--GUICHET_KEYS={keys}"],
        services => services.AddSingleton(time));

    /// <summary>The demonstration, and many copies of one of its payments.</summary>
    private static async Task FillAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        await using var app = Build(database, keys, TimeProvider.System);
        await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(TimeProvider.System.GetUtcNow());
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var model = await db.Payments.Where(p => p.Status == Guichet.Domain.Payments.PaymentStatus.Captured && db.PointsOfSale.Any(x => x.Id == p.PointOfSaleId && x.ShopId == "10000651")).Select(p => p.Id).FirstAsync();
        var copied = db.Model.FindEntityType(typeof(PaymentRow))!.GetProperties().Select(p => p.GetColumnName()).ToDictionary(name => name, name => name);
        (copied["id"], copied["token_hash"]) = ("900000000 + i", "NULL");
        copied["number"] = db.Database.IsNpgsql() ? "lpad(i::text, 10, '0')" : "printf('%010d', i)";
        (copied["order_day"], copied["order_sequence"], copied["order_suggested"]) = ("NULL", "NULL", "FALSE");
        copied["description"] = "'Mobil-home 4 personnes, semaine du 24 au 30, avec draps et parking, deux velos'";
#pragma warning disable EF1002 // Names of columns and constants.
        await db.Database.ExecuteSqlRawAsync(string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO payment ({string.Join(", ", copied.Keys)}) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) SELECT {string.Join(", ", copied.Values)} FROM payment, n WHERE id = {model}"));
#pragma warning restore EF1002
        Directory.Delete(keys, recursive: true);
    }

    private sealed class ImpatientTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> _limits = [];

        public void Pass() => _limits.ForEach(limit => limit.Callback(limit.State));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == ExportModel.Longest)
            {
                _limits.Add((callback, state));
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
