using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SystemAddress = System.Net.Mail.MailAddress;

namespace Guichet.App.Letters.Mail;

/// <summary>Letters leave to a mail server: one connection per batch, each step with a limit.</summary>
internal sealed class SmtpTransport(SmtpAddress server, SystemAddress sender, string publicHost) : IMailTransport
{
    /// <summary>Longest wait for one answer of the server.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    public async Task<MailOpening> OpenAsync(CancellationToken stopping)
    {
        // A revocation list that cannot be fetched must not stop the mail; the certificate itself is checked.
        var client = new SmtpClient { Timeout = (int)AnswerLimit.TotalMilliseconds, CheckCertificateRevocation = false };
        if (Uri.CheckHostName(publicHost) == UriHostNameType.Dns)
        {
            client.LocalDomain = publicHost;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(AnswerLimit);
        try
        {
            await client.ConnectAsync(await ConnectAsync(limit.Token), server.Host, server.Port, server.Tls, limit.Token);
            if (server.Credentials is { } credentials)
            {
                await client.AuthenticateAsync(credentials, limit.Token);
            }

            return new MailOpening(new Session(client, sender, publicHost), null);
        }
        catch (Exception e) when (IsOfServer(e) || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            client.Dispose();
            return new MailOpening(null, $"{server}: {ReasonOf(e)}");
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>A letter's last packet is short: held back until the one before is acknowledged (Nagle), it would cost 40 ms a letter.</summary>
    private async Task<Socket> ConnectAsync(CancellationToken limit)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, limit);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsOfServer(Exception e) =>
        e is SocketException or IOException or System.Security.Authentication.AuthenticationException or AuthenticationException or SslHandshakeException or CommandException or ProtocolException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or TimeoutException or NotSupportedException;

    private static string ReasonOf(Exception e) => e is OperationCanceledException ? "no answer in time" : $"{e.GetType().Name}: {e.Message.Split('\n')[0]}";

    private sealed class Session(SmtpClient client, SystemAddress sender, string publicHost) : IMailSession
    {
        public async Task<MailAnswer> SendAsync(OutgoingMail mail)
        {
            using var message = MessageOf(mail);
            try
            {
                await client.SendAsync(message, new MailboxAddress("", sender.Address), [new MailboxAddress("", mail.Recipient)], CancellationToken.None);
                return MailAnswer.Sent;
            }
            catch (SmtpCommandException e)
            {
                var reason = $"{(int)e.StatusCode} {e.Message}";
                return e.StatusCode is SmtpStatusCode.ServiceNotAvailable || !client.IsConnected ? new MailAnswer(MailOutcome.Unavailable, reason)
                    : (int)e.StatusCode >= 500 && e.ErrorCode != SmtpErrorCode.SenderNotAccepted ? new MailAnswer(MailOutcome.Refused, reason)
                    : new MailAnswer(MailOutcome.RefusedForNow, reason);
            }
            catch (Exception e) when (IsOfServer(e) || e is OperationCanceledException)
            {
                return new MailAnswer(MailOutcome.Unavailable, ReasonOf(e));
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (IsOfServer(e) || e is OperationCanceledException)
            {
                // It has gone already: what it accepted, it accepted.
            }

            client.Dispose();
        }

        private MimeMessage MessageOf(OutgoingMail mail)
        {
            var message = new MimeMessage
            {
                MessageId = string.Create(CultureInfo.InvariantCulture, $"letter.{mail.LetterId}.{mail.QueuedAt.ToUnixTimeMilliseconds()}@{publicHost}"),
                Date = mail.Date,
                Subject = mail.Subject,
                Body = new MultipartAlternative(Part("plain", mail.Text, mail.Language), Part("html", mail.Html, mail.Language)),
            };
            message.From.Add(new MailboxAddress(sender.DisplayName, sender.Address));
            message.To.Add(new MailboxAddress("", mail.Recipient));
            // Holiday answers to a program serve nobody.
            message.Headers.Add("Auto-Submitted", "auto-generated");
            message.Headers.Add("X-Auto-Response-Suppress", "All");
            return message;
        }

        private static TextPart Part(string kind, string text, string language)
        {
            var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
            part.SetText(System.Text.Encoding.UTF8, text);
            part.Headers.Add("Content-Language", language);
            return part;
        }
    }
}
