using System.Collections.Concurrent;
using System.Data.Common;
using Guichet.App.Checks;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>A running server with the demonstration's people, its database, and the cookies of those who have signed in.</summary>
public sealed class Counter : IAsyncDisposable
{
    // The demonstration's passwords take a while to hash: once for each kind of database, then copied, with the keys that belong to them.
    static readonly string Keys = MakeKeysFolder();
    static readonly TestDatabases Demonstrations = new(FillAsync);

    readonly TestDatabase database;
    readonly ConcurrentDictionary<string, string> visits = new();

    Counter(TestDatabase database, GuichetServer server) => (this.database, Server) = (database, server);

    public GuichetServer Server { get; }

    public DatabaseKind Kind => database.Kind;

    /// <summary>As the setting GUICHET_DATABASE takes it.</summary>
    public string Database => database.Value;

    /// <summary>What the browser of somebody keeps, by a name of the test's choice: later ones need not sign in again.</summary>
    public IDictionary<string, string> Visits => visits;

    public static async Task<Counter> OpenAsync(DatabaseKind kind, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await Demonstrations.CreateAsync(kind);
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { ["GUICHET_KEYS"] = KeysOf(database.Value) };
        try { return new(database, await GuichetServer.StartAsync(database.Value, all)); }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>As an operator installs it: an empty database, `migrate`, production. Nobody is there.</summary>
    /// <param name="mail">As GUICHET_MAIL takes it.</param>
    public static async Task<Counter> InstallAsync(DatabaseKind kind, string mail)
    {
        var database = await TestDatabases.CreateEmptyAsync(kind);
        var server = GuichetServer.Of(database.Value, new Dictionary<string, string> { ["GUICHET_MODE"] = "production", ["GUICHET_MAIL"] = mail });
        try
        {
            await server.RunAsync("migrate");
            await server.StartAgainAsync();
            return new(database, server);
        }
        catch
        {
            await server.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every balance rebuilt from the postings, every invariant; and nothing went unhandled in the server.</summary>
    public async Task ShouldBeSoundAsync()
    {
        (await LedgerCheck.RunAsync(Database)).Where(line => !line.Holds).Select(line => line.ToString()).ShouldBeEmpty("the ledger");
        Server.Log.Split('\n').Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)
            || line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal)).ShouldBeEmpty("the server's log");
    }

    /// <summary>How many letters about a payment wait to leave, and how many have left; a reminder that is planned for later is none of them.</summary>
    public async Task<(int Queued, int Sent)> LettersAboutAsync(string number)
    {
        const int Queued = 1, Sent = 2, Reminder = 23; // as stored
        await using DbConnection connection = Kind == DatabaseKind.Sqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = SqliteOpenMode.ReadOnly }.ConnectionString) : new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(CASE WHEN l.state = {Queued} AND l.kind <> {Reminder} THEN 1 END), COUNT(CASE WHEN l.state = {Sent} THEN 1 END) FROM letter l JOIN payment p ON p.id = l.payment_id WHERE p.number = @number";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@number", number);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    static async Task FillAsync(string value)
    {
        await StorageSetup.MigrateAsync(value);
        await using var server = await GuichetServer.StartAsync(value, new Dictionary<string, string> { ["GUICHET_KEYS"] = KeysOf(value) });
        (await server.StopAsync()).ShouldBeTrue("the server stops when told to");
    }

    static string KeysOf(string value) => Path.Combine(Keys, value.Contains("Host=", StringComparison.Ordinal) ? "postgres" : "sqlite");

    static string MakeKeysFolder()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
