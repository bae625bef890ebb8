using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Guichet.App.Push.Protocol;

internal enum PushOutcome
{
    Accepted = 1,

    /// <summary>404 or 410: the browser does not take messages there any more.</summary>
    Gone = 2,

    /// <summary>429 or a fault of the service: another time.</summary>
    Later = 3,

    /// <summary>The service does not want this message, and would not want it later.</summary>
    Refused = 4,

    /// <summary>No answer: the service cannot be reached.</summary>
    Down = 5,
}

/// <param name="RetryAfter">What the service asks for.</param>
/// <param name="Reason">For an operator; holds nothing of the endpoint's path.</param>
internal sealed record PushAnswer(PushOutcome Outcome, TimeSpan? RetryAfter = null, string? Reason = null);

/// <param name="Topic">A newer message takes the place of an older one that the phone has not seen (RFC 8030, 5.4: at most 32 characters of base64url); null for none.</param>
internal sealed record OutgoingPush(PushTarget Target, byte[] Content, TimeSpan Life, string? Topic);

/// <summary>
/// Sends one message to a push service (RFC 8030). The address is a stranger's word: no redirect, no proxy, no cookie, and a connection only to where the
/// name leads on the public Internet, looked at when it is made, so that a name that changes its mind leads nowhere else.
/// </summary>
internal sealed class PushClient : IDisposable
{
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private const int MaxHeaderKilobytes = 16;
    private const int MaxConnections = 8;

    private readonly HttpClient _http;
    private readonly VapidKey _key;
    private readonly TimeProvider _clock;

    /// <param name="loopback">The demonstration's setting.</param>
    public PushClient(VapidKey key, TimeProvider clock, bool loopback)
    {
        (_key, _clock) = (key, clock);
#pragma warning disable CA2000 // the client disposes of it
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectLimit,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = MaxConnections,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, loopback, cancellation),
        });
#pragma warning restore CA2000
        _http.Timeout = AnswerLimit;
    }

    public async Task<PushAnswer> SendAsync(OutgoingPush push, DateTimeOffset now, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, push.Target.Endpoint) { Content = new ByteArrayContent(MessageEncryption.Encrypt(push.Content, push.Target)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", _key.Authorization(push.Target.Endpoint, now));
        request.Headers.TryAddWithoutValidation("TTL", ((long)push.Life.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Urgency", "high");
        if (push.Topic is { } topic)
        {
            request.Headers.TryAddWithoutValidation("Topic", topic);
        }

        try
        {
            // The headers say everything; what a service writes below them is not read.
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            return Read(answer);
        }
        catch (HttpRequestException e)
        {
            return new PushAnswer(PushOutcome.Down, Reason: $"No answer ({e.HttpRequestError})");
        }
        catch (TaskCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new PushAnswer(PushOutcome.Down, Reason: "No answer in time");
        }
    }

    public void Dispose() => _http.Dispose();

    private PushAnswer Read(HttpResponseMessage answer)
    {
        var reason = $"HTTP {(int)answer.StatusCode}";
        return (int)answer.StatusCode switch
        {
            >= 200 and < 300 => new PushAnswer(PushOutcome.Accepted),
            404 or 410 => new PushAnswer(PushOutcome.Gone, Reason: reason),
            408 or 425 or 429 or >= 500 => new PushAnswer(PushOutcome.Later, RetryAfter(answer.Headers.RetryAfter), reason),
            _ => new PushAnswer(PushOutcome.Refused, Reason: reason),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? asked) =>
        (asked?.Delta ?? (asked?.Date is { } date ? date - _clock.GetUtcNow() : null)) is { } wait && wait > TimeSpan.Zero ? wait : null;

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint where, bool loopback, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(where.Host, cancellation);
        var allowed = addresses.Where(address => PublicAddress.Is(address) || (loopback && IPAddress.IsLoopback(address))).ToArray();
        // One private address among public ones is no accident: such a name gets no connection at all.
        if (allowed.Length == 0 || allowed.Length < addresses.Length)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "The name does not lead to the public Internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, where.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
