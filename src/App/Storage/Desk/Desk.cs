using System.Collections.Concurrent;
using System.Data.Common;
using Guichet.App.Live;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Storage.Desk;

/// <summary>Where money is written: many callers, one commit. Starts with the host; when it stops, what waits is still done.</summary>
internal sealed class Desk : IHostedService, IAsyncDisposable
{
    private readonly DeskLane[] _lanes;
    private readonly ConcurrentDictionary<(string Scope, string Key), Task> _underWay = new();
    private readonly TimeSpan _samePatience;
    private readonly TimeProvider _time;
    private readonly PaymentFeed _feed;
    private readonly PostgresFeed? _otherServers;
    private readonly IHostApplicationLifetime? _host;
    private readonly ILogger<Desk> _log;
    private Task[] _running = [];
    private volatile bool _open;

    public Desk(
        DatabaseAddress address, DeskLimits limits, IdSource ids, TimeProvider time, PaymentFeed feed, ILogger<Desk> log,
        PostgresFeed? otherServers = null, IHostApplicationLifetime? host = null)
    {
        (_feed, _otherServers, _host, _log, _time, _samePatience) = (feed, otherServers, host, log, time, limits.SamePatience);
        var count = address.IsPostgres ? limits.Lanes : 1;
        _lanes = [.. Enumerable.Range(0, count).Select(_ => new DeskLane(NewStore(address, limits), ids, time, limits, log, Publish, Break))];
    }

    /// <summary>Takes commands: started, not stopping, not broken.</summary>
    public bool IsOpen => _open;

    /// <summary>Answers after the commit. A caller who goes away does not cancel it.</summary>
    /// <returns>The payment after (null for a change of a wallet alone), or the refusal; unavailable when too many wait (nothing is done); idempotency_in_progress when the
    /// first submit with its key is not answered in time (of that one nothing is said).</returns>
    public Task<Result<Payment?>> SubmitAsync(DeskCommand command) => command.Key is { } key ? SubmitOnceAsync(command, (key.Scope, key.Key)) : EnqueueAsync(command);

    /// <summary>While the first with a key is under way the second waits for it, and then finds what the key did (I-12). Between servers the database's unique key does that.</summary>
    private async Task<Result<Payment?>> SubmitOnceAsync(DeskCommand command, (string Scope, string Key) key)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_underWay.GetOrAdd(key, mine.Task) is var first && first != mine.Task)
        {
            try
            {
                await first.WaitAsync(_samePatience, _time);
            }
            catch (TimeoutException)
            {
                return RefusalCode.IdempotencyInProgress;
            }

            return await EnqueueAsync(command);
        }

        try
        {
            return await EnqueueAsync(command);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
            mine.SetResult();
        }
    }

    private Task<Result<Payment?>> EnqueueAsync(DeskCommand command)
    {
        var waiter = new DeskWaiter(command);
        return _open && _lanes[LaneOf(command)].TryEnqueue(waiter) ? waiter.Task : Task.FromResult<Result<Payment?>>(RefusalCode.Unavailable);
    }

    /// <exception cref="InvalidOperationException">The database would not keep what it acknowledges.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes)
        {
            try
            {
                await lane.OpenAsync();
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException)
            {
                _log.LogWarning(e, "The database cannot be reached yet.");
            }
        }

        _running = [.. _lanes.Select(lane => Task.Run(lane.RunAsync, CancellationToken.None))];
        _open = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _open = false;
        foreach (var lane in _lanes)
        {
            lane.Close();
        }

        await Task.WhenAll(_running).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }
    }

    private static DeskStore NewStore(DatabaseAddress address, DeskLimits limits) => address.IsPostgres ? new PostgresStore(address, limits) : new SqliteStore(address);

    /// <summary>Commands that would wait for the same rows go to the same lane; elsewhere the rows' locks keep them apart.</summary>
    private int LaneOf(DeskCommand command)
    {
        var hash = (command.CustomerId ?? command.PaymentId ?? command.SuggestsForPointOfSaleId)?.GetHashCode() ?? command.Key?.Key.GetHashCode(StringComparison.Ordinal) ?? 0;
        return (int)((uint)HashCode.Combine(hash) % (uint)_lanes.Length);
    }

    private void Publish(IReadOnlyList<Payment> payments)
    {
        if (payments.Count == 0)
        {
            return;
        }

        var changes = new PaymentChange[payments.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            var x = payments[i];
            changes[i] = new PaymentChange(x.Id, x.Number, x.Version, x.Status, x.PointOfSaleId, x.AgreementId, x.PayerId, x.Addressee.CustomerId);
        }

        _feed.Publish(changes);
        _otherServers?.Send(changes);
    }

    /// <summary>After a failed disk nothing that the database says can be believed: stop, and let the restart find out.</summary>
    private void Break(Exception exception)
    {
        _log.LogCritical(exception, "The disk failed: no more payments are taken, and the program stops.");
        _open = false;
        Environment.ExitCode = 74; // EX_IOERR
        _host?.StopApplication();
    }
}
