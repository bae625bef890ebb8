using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Merchants.Joining;
using Guichet.App.Merchants.Points;
using Guichet.App.Payments;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Console;
using Guichet.Web.Tests.Joining;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Security;

/// <summary>A site with one of each thing that addresses name, so that every address of the route table leads somewhere.</summary>
public sealed partial class SecuritySite : IAsyncDisposable
{
    public const string Signatory = "708900", SignatoryPassword = "littoral-signataire-2026", Lea = "lea.martin@example.org", LeaPassword = "lea-vacances-2026";
    private readonly AccessSite _site;
    private readonly Dictionary<string, string> _values;
    private readonly HttpClient _client;

    private SecuritySite(AccessSite site, Dictionary<string, string> values, Browser everyone)
    {
        (_site, _values, Everyone) = (site, values, everyone);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
    }

    public Uri Address => _site.Address;
    public Task<List<MappedEndpoint>> EndpointsAsync() => EndpointMap.OfAsync(_site.Services);

    /// <summary>Signed in as the point «Camping des Pins», as Léa, and as the operator Claire.</summary>
    public Browser Everyone { get; }

    /// <summary>Whom an address is open to: what a point's account may not enter, its signatory does.</summary>
    public Browser For(string pattern) => pattern.StartsWith("/compte", StringComparison.Ordinal) || pattern.StartsWith("/mes-donnees", StringComparison.Ordinal) ? Paul : Everyone;

    /// <summary>As the answer to her code set them.</summary>
    public required IReadOnlyList<string> ConsoleCookies { get; init; }

    private Browser Paul { get; init; } = null!;

    public static async Task<SecuritySite> StartAsync(params string[] settings)
    {
        var site = await AccessSite.StartAsync(settings);
        var everyone = await new Browser(site.Address).SignInAsync("10000651", "pins-accueil-2026");
        await everyone.SignInAsync(Lea, LeaPassword, "/app/connexion");
        await everyone.FirstSignInAsync();
        var consoleCookies = everyone.SetCookies.ToList();
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var session = (await site.Services.GetRequiredService<Sessions>().FindAsync(everyone.Cookies.Single(c => c.Key.EndsWith("guichet-pro", StringComparison.Ordinal)).Value, AccountArea.Merchant, touch: false, now))!;
        var actor = new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role };
        var payment = (await site.Services.GetRequiredService<CreatePayment>()
            .RunAsync(actor, actor.Points![0], new PaymentForm { Amount = "40,00", OrderReference = "Panier S", Channel = RequestChannel.QrCode }, "security-1")).Value;
        var draft = await site.Services.GetRequiredService<PaymentDrafts>().StartAsync(actor, actor.Points![0], new PaymentForm { Amount = "40,00" }, now);
        var (application, document) = await ApplyAsync(site);
        var order = (await site.Services.GetRequiredService<CheckCreditOrder>().RunAsync("identifiant;montant\n10000000011;10\nx;10\n"u8.ToArray(), "x.csv", "CE", now)).Value;
        var requests = site.Services.GetRequiredService<PointRequests>();
        var signatory = actor with { Points = null, Role = Role.Signatory };
        await requests.AskAsync(signatory, new PointRequestForm("Aquarium", "La Rochelle", "3 quai Durand", "Une entrée de plus"), "security-2", now);
        await using var db = await site.DbAsync();
        var profile = await db.PublishedProfiles.AsNoTracking().FirstAsync(x => x.PhotoVersion != null);
        return new SecuritySite(site, new()
        {
            ["number"] = payment.Number, ["draft"] = draft.Id, ["door"] = "r", ["key"] = site.Services.GetRequiredService<ReadPayment>().TokenOf(payment)!,
            ["what"] = "notes", ["line"] = "1", ["slot"] = "1", ["format"] = "csv", ["language"] = "en", ["status"] = "404", ["token"] = new string('a', 43),
            ["name"] = site.Services.GetRequiredService<DemonstrationLetters>().Names[0], ["id"] = "1", ["passkey"] = new string('a', 24),
            ["application"] = application, ["document"] = document, ["sent"] = new string('a', 43), ["confirmation"] = new string('a', 43),
            ["agreement"] = Signatory, ["decision"] = "suspendre", ["change"] = "bloquer", ["customer"] = "10000000011", ["order"] = $"{order.Id}", ["account"] = $"{session.AccountId}",
            ["entry"] = profile.EntryCode, ["version"] = profile.PhotoVersion!, ["person"] = "10000651", ["shop"] = "10000652", ["request"] = (await requests.ListAsync(signatory))[0].Id.ToString(CultureInfo.InvariantCulture),
        }, everyone) { ConsoleCookies = consoleCookies, Paul = await new Browser(site.Address).SignInAsync(Signatory, SignatoryPassword) };
    }

    /// <summary>An application that waits for a decision. Gives its number and that of its document.</summary>
    private static async Task<(string Application, string Document)> ApplyAsync(AccessSite site)
    {
        using var applicant = await Applicant.OpenAsync(site.Address);
        await applicant.SendAsync(null, ("kbis.pdf", Applicant.Pdf()));
        var token = (await Applicant.LetterAsync(site, AccountLetterKind.ConfirmAddress)).Token;
        (await site.Services.GetRequiredService<ConfirmApplication>().RunAsync(token, site.Services.GetRequiredService<TimeProvider>().GetUtcNow())).Value.ShouldBeTrue();
        await using var db = await site.DbAsync();
        return ($"{await db.Applications.Select(x => x.Id).SingleAsync()}", $"{await db.ApplicationDocuments.Select(x => x.Id).SingleAsync()}");
    }

    /// <summary>The address with a value for each of its parts. A part that is new here gets its value above.</summary>
    public string Fill(string pattern) => Part().Replace(pattern, part => Uri.EscapeDataString(
        _values.TryGetValue(part.Groups[1].Value, out var value) ? value : throw new InvalidOperationException($"Give «{part.Groups[1].Value}» of {pattern} a value in SecuritySite.")));

    /// <summary>Every row of every table in one text, but for what looking at a page may write.</summary>
    public async Task<Dictionary<string, string>> StateAsync(params string[] mayChange)
    {
        await using var db = await _site.DbAsync();
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        Dictionary<string, string> state = [];
        foreach (var table in (await RowsAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).Except(mayChange))
        {
            var rows = await RowsAsync(connection, $"SELECT * FROM \"{table}\"");
            state[table] = $"{rows.Count}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)))))}";
        }

        return state;
    }

    /// <summary>So that what reads it fails as if the program were wrong.</summary>
    public async Task BreakAsync(string table)
    {
        await using var db = await _site.DbAsync();
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{table}_gone\"";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As a page or program sends it that is not a browser at our own form; the body of an answer without end is not read.</summary>
    /// <param name="cookies">Of whom; null for nobody's.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Browser? cookies, (string Name, string Value)[]? fields = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = fields is null ? null : new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        if (cookies is { Cookies.Count: > 0 })
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Everyone.Dispose();
        Paul.Dispose();
        await _site.DisposeAsync();
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
        }

        return rows;
    }

    // {name}, {name:int?}, {name:regex(^(a|b)$)}: a regex holds no brace here.
    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Part();
}
