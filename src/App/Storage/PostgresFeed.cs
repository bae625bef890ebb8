using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Guichet.App.Live;
using Guichet.Domain.Payments;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Guichet.App.Storage;

/// <summary>
/// Servers on one PostgreSQL tell each other which payments changed: after the commit, on connections of its own, so that the desk neither waits for it nor
/// takes the lock that NOTIFY holds during a commit. What gets lost becomes «refresh».
/// </summary>
internal sealed class PostgresFeed(DatabaseAddress address, PaymentFeed feed, ILogger<PostgresFeed> log) : BackgroundService
{
    private const string ChannelName = "guichet_payment";

    /// <summary>PostgreSQL's limit is 8000 bytes; all of it is ASCII.</summary>
    private const int MaxPayload = 7_900;

    private const int QueuedGroups = 256;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly string _server = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly Channel<PaymentChange[]> _outgoing =
        Channel.CreateBounded<PaymentChange[]>(new BoundedChannelOptions(QueuedGroups) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private int _dropped;

    /// <summary>Listens now: what other servers commit from here on is told.</summary>
    internal TaskCompletionSource Listening { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Never waits.</summary>
    public void Send(PaymentChange[] changes)
    {
        if (!_outgoing.Writer.TryWrite(changes))
        {
            Volatile.Write(ref _dropped, 1);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepAsync("listen", ListenAsync, stoppingToken), KeepAsync("notify", NotifyAsync, stoppingToken));

    private async Task KeepAsync(string what, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // A hint between servers must never end for good, whatever it was.
            {
                log.LogWarning(e, "The feed between servers ({What}) lost its connection.", what);
                await Task.Delay(RetryAfter, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await OpenAsync(stopping);
        connection.Notification += (_, e) => Receive(e.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        feed.RefreshAll(); // Whatever happened while nobody listened.
        Listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(stopping);
        }
    }

    private async Task NotifyAsync(CancellationToken stopping)
    {
        await using var connection = await OpenAsync(stopping);
        await using var command = new NpgsqlCommand($"SELECT pg_notify('{ChannelName}', payload) FROM unnest($1) AS payload", connection);
        var parameter = new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        command.Parameters.Add(parameter);
        while (await _outgoing.Reader.WaitToReadAsync(stopping))
        {
            var payloads = new List<string>();
            for (var groups = 0; groups < QueuedGroups && _outgoing.Reader.TryRead(out var changes); groups++)
            {
                Write(changes, payloads);
            }

            if (Interlocked.Exchange(ref _dropped, 0) == 1)
            {
                payloads.Add(_server);
            }

            parameter.TypedValue = [.. payloads];
            await command.ExecuteNonQueryAsync(stopping);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken stopping)
    {
        // A hint need not be durable: without this every NOTIFY would wait for the disk.
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            ApplicationName = "guichet-feed", Pooling = false, KeepAlive = 10, MaxAutoPrepare = 4, AutoPrepareMinUsages = 1, Timeout = 5,
        };
        settings.Options += " -c synchronous_commit=off";
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(stopping);
        return connection;
    }

    /// <summary>server|id,number,version,status,point,agreement,payer,addressee|… ; the server alone says that something was left out.</summary>
    private void Write(PaymentChange[] changes, List<string> payloads)
    {
        var text = new StringBuilder(_server, MaxPayload);
        foreach (var x in changes)
        {
            var start = text.Length;
            text.Append(CultureInfo.InvariantCulture, $"|{x.Id},{x.Number},{x.Version},{(int)x.Status},{x.PointOfSaleId},{x.AgreementId},{x.PayerId ?? 0},{x.AddresseeId ?? 0}");
            if (text.Length > MaxPayload)
            {
                payloads.Add(text.ToString(0, start));
                text.Remove(_server.Length, start - _server.Length);
            }
        }

        payloads.Add(text.ToString());
    }

    private void Receive(string payload)
    {
        if (payload.StartsWith(_server, StringComparison.Ordinal))
        {
            return; // Told already.
        }

        var parts = payload.Split('|');
        if (parts.Length == 1)
        {
            feed.RefreshAll();
            return;
        }

        try
        {
            feed.Publish([.. parts.Skip(1).Select(Read)]);
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException)
        {
            feed.RefreshAll(); // Another version of the program says it in other words.
        }
    }

    private static PaymentChange Read(string text)
    {
        var x = text.Split(',');
        return new PaymentChange(Number(x[0]), x[1], (int)Number(x[2]), (PaymentStatus)Number(x[3]), Number(x[4]), Number(x[5]), Customer(x[6]), Customer(x[7]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long? Customer(string text) => Number(text) is var id && id != 0 ? id : null;
}
