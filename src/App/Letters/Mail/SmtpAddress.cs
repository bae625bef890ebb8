using System.Globalization;
using System.Net;
using MailKit.Security;

namespace Guichet.App.Letters.Mail;

/// <summary>A mail server as GUICHET_MAIL names it: «smtp://host», «smtp://user:password@host:587», «smtps://user:password@host».</summary>
/// <param name="Tls">smtps: TLS from the first byte. smtp: STARTTLS when the server offers it; demanded as soon as a password would cross a network in the clear.</param>
internal sealed record SmtpAddress(string Host, int Port, SecureSocketOptions Tls, NetworkCredential? Credentials)
{
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;

    /// <exception cref="FormatException">Not such an address. The message does not repeat it: it may hold a password.</exception>
    public static SmtpAddress Parse(string setting)
    {
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0
            || uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0)
        {
            throw new FormatException("GUICHET_MAIL: expected «outbox», «smtp://user:password@host:port» or «smtps://user:password@host:port»");
        }

        var credentials = uri.UserInfo.Length == 0 ? null : uri.UserInfo.Split(':', 2) is [var user, var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : throw new FormatException("GUICHET_MAIL: a user needs a password (user:password@host; percent-encode «:», «@» and «/» in them)");
        var implicitTls = uri.Scheme == "smtps";
        var tls = implicitTls ? SecureSocketOptions.SslOnConnect
            : credentials is not null && !uri.IsLoopback ? SecureSocketOptions.StartTls
            : SecureSocketOptions.StartTlsWhenAvailable;
        return new SmtpAddress(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : implicitTls ? TlsPort : SubmissionPort, tls, credentials);
    }

    /// <summary>Without the credentials: fit for a log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
