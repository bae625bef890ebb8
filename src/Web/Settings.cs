using System.Globalization;
using Guichet.App.Push;
using Guichet.Domain;

namespace Guichet.Web;

/// <summary>What an operator sets, from the environment, appsettings or the command line.</summary>
/// <param name="Database">GUICHET_DATABASE: an SQLite file path, or a PostgreSQL connection string «Host=…».</param>
/// <param name="Mail">GUICHET_MAIL: «outbox» (demonstration) or «smtp://user:password@host:port».</param>
/// <param name="Url">GUICHET_URL: the public address in links and QR codes; never taken from a Host header.</param>
/// <param name="Keys">GUICHET_KEYS: the folder of keys that are not in the database.</param>
/// <param name="IsDemonstration">GUICHET_MODE is «demonstration»: example data, mailbox page and practice clock exist.</param>
/// <param name="StartsEmpty">GUICHET_EMPTY: a demonstration without example data.</param>
public sealed record Settings(string Database, string Mail, Uri Url, string Keys, bool IsDemonstration, bool StartsEmpty)
{
    private const string DefaultDatabase = "data/guichet.db";
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>GUICHET_QR_WINDOW and GUICHET_REQUEST_WINDOW («00:15:00»): how long an immediate request can be paid, shown as a code or pushed.</summary>
    public IssuerRules Rules { get; init; } = IssuerRules.Default;

    /// <summary>GUICHET_PUSH («on», «off», in the demonstration «loopback») and GUICHET_PUSH_CONTACT.</summary>
    public required PushSettings Push { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message says which and what is right.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var mode = configuration["GUICHET_MODE"] ?? "production";
        if (mode is not ("demonstration" or "production"))
        {
            throw new InvalidOperationException($"GUICHET_MODE is «{mode}»; it can be «demonstration» or «production».");
        }

        var demonstration = mode == "demonstration";
        var database = configuration["GUICHET_DATABASE"] is { Length: > 0 } given ? given : DefaultDatabase;
        var url = configuration["GUICHET_URL"] ?? (demonstration ? "http://localhost:5080" : null)
            ?? throw new InvalidOperationException("GUICHET_URL is missing: the public address, for example https://guichet.example.org.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException($"GUICHET_URL is «{url}»; it must be an address like https://guichet.example.org.");
        }

        var mail = configuration["GUICHET_MAIL"] ?? (demonstration ? "outbox" : null)
            ?? throw new InvalidOperationException("GUICHET_MAIL is missing: smtp://user:password@host:port.");
        if (mail == "outbox" && !demonstration)
        {
            throw new InvalidOperationException("GUICHET_MAIL=outbox exists in the demonstration only: give smtp://user:password@host:port.");
        }

        var keys = configuration["GUICHET_KEYS"] ?? Path.Combine(IsPostgres(database) ? "data" : Path.GetDirectoryName(Path.GetFullPath(database))!, "keys");
        return new Settings(database, mail, address, keys, demonstration, demonstration && configuration.GetValue("GUICHET_EMPTY", false))
        {
            Rules = IssuerRules.Default with
            {
                QrCodeWindow = Window(configuration, "GUICHET_QR_WINDOW") ?? IssuerRules.Default.QrCodeWindow,
                PushedRequestWindow = Window(configuration, "GUICHET_REQUEST_WINDOW") ?? IssuerRules.Default.PushedRequestWindow,
            },
            Push = PushOf(configuration, address, demonstration),
        };
    }

    private static PushSettings PushOf(IConfiguration configuration, Uri url, bool demonstration)
    {
        var push = configuration["GUICHET_PUSH"] is { Length: > 0 } given ? given : "on";
        if (push is not ("on" or "off") && !(push == "loopback" && demonstration))
        {
            throw new InvalidOperationException($"GUICHET_PUSH is «{push}»; it can be «on» or «off», and in the demonstration «loopback».");
        }

        var contact = configuration["GUICHET_PUSH_CONTACT"] is { Length: > 0 } typed ? typed : url.Scheme == Uri.UriSchemeHttps ? url.AbsoluteUri : $"mailto:no-reply@{url.IdnHost}";
        return Uri.TryCreate(contact, UriKind.Absolute, out var asked) && asked.Scheme is "mailto" or "https"
            ? new PushSettings { IsOn = push != "off", Loopback = push == "loopback", Contact = contact }
            : throw new InvalidOperationException($"GUICHET_PUSH_CONTACT is «{contact}»; it must be like mailto:exploitation@example.org or https://guichet.example.org.");
    }

    private static TimeSpan? Window(IConfiguration configuration, string name) => configuration[name] is not { Length: > 0 } typed ? null
        : TimeSpan.TryParseExact(typed, "c", CultureInfo.InvariantCulture, out var window) && window >= ShortestWindow && window <= LongestWindow ? window
        : throw new InvalidOperationException($"{name} is «{typed}»; it must be a time from {ShortestWindow} to {LongestWindow}, for example 00:15:00.");

    public static bool IsPostgres(string database) => database.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Cookies carry `__Host-` and Secure wherever the public address is HTTPS.</summary>
    public bool IsHttps => Url.Scheme == Uri.UriSchemeHttps;
}
