using System.Data.Common;
using Guichet.App.Push.Protocol;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Push.Sending;

/// <summary>
/// The job that tells phones what is due: in bounded batches, safe with several servers at once and when killed in the middle. Apart from the letters, and each
/// push service for itself: one that is down delays its own messages and nothing else. Logs name a push by letter and subscription, never a person or an address.
/// </summary>
public sealed partial class SendPushes
{
    /// <summary>Phones of one service that are told at once.</summary>
    private const int AtOnce = 4;

    private const int MaxAttempts = 10;

    /// <summary>A push is only begun while the lease leaves time to end it.</summary>
    private static readonly TimeSpan Margin = 2 * PushClient.AnswerLimit;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private readonly PushQueue _queue;
    private readonly PreparePush _prepare;
    private readonly PushTargets _targets;
    private readonly PushClient _client;
    private readonly TimeProvider _clock;
    private readonly ILogger<SendPushes> _logger;
    private readonly ServicePauses _pauses = new();

    internal SendPushes(PushQueue queue, PreparePush prepare, PushTargets targets, PushClient client, TimeProvider clock, ILogger<SendPushes> logger) =>
        (_queue, _prepare, _targets, _client, _clock, _logger) = (queue, prepare, targets, client, clock, logger);

    /// <param name="asOf">Due by then; «now» for the job.</param>
    /// <returns>How many messages a service took.</returns>
    public async Task<int> RunAsync(DateTimeOffset asOf, CancellationToken stopping)
    {
        var started = _clock.GetTimestamp();
        DateTimeOffset Now() => ParisCalendar.Truncate(asOf + _clock.GetElapsedTime(started));
        var sent = 0;
        while (!stopping.IsCancellationRequested && await _queue.HasDueAsync(Now()))
        {
            var leaseUntil = Now() + PushQueue.Lease;
            var claimed = await _queue.ClaimAsync(Now());
            var results = await Task.WhenAll(claimed.GroupBy(ServiceOf).Select(service => ToServiceAsync(service.Key, service, leaseUntil, Now, stopping)));
            sent += results.Sum();
            if (claimed.Count < PushQueue.BatchSize)
            {
                break; // what came meanwhile, the next turn takes
            }
        }

        return sent;
    }

    /// <summary>Its host; empty for what leads nowhere.</summary>
    private string ServiceOf(ClaimedPush claim) => claim.Subscription is { } subscription ? _targets.Read(subscription.Target)?.Endpoint.Authority ?? "" : "";

    /// <summary>Phones side by side, the messages of one phone one after the other.</summary>
    private async Task<int> ToServiceAsync(string service, IEnumerable<ClaimedPush> claims, DateTimeOffset leaseUntil, Func<DateTimeOffset> now, CancellationToken stopping)
    {
        var sent = 0;
        await Parallel.ForEachAsync(claims.GroupBy(claim => claim.Push.SubscriptionId), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = CancellationToken.None },
            async (phone, _) =>
            {
                foreach (var claim in phone)
                {
                    if (stopping.IsCancellationRequested || now() > leaseUntil - Margin)
                    {
                        await _queue.PostponeAsync(claim, now());
                    }
                    else if (_pauses.UntilOf(service, now()) is { } until)
                    {
                        await _queue.PostponeAsync(claim, until);
                    }
                    else if (await SendAsync(service, claim, now, stopping))
                    {
                        Interlocked.Increment(ref sent);
                    }
                }
            });
        return sent;
    }

    private async Task<bool> SendAsync(string service, ClaimedPush claim, Func<DateTimeOffset> now, CancellationToken stopping)
    {
        PreparedPush prepared;
        try
        {
            prepared = await _prepare.RunAsync(claim, now());
        }
        catch (Exception e) when (e is not (DbException or OperationCanceledException))
        {
            LogUnwritable(e, claim.Push.LetterId, claim.Push.SubscriptionId); // a fault of ours stops no other
            await _queue.EndAsync(claim, PushState.Failed, $"Could not be written ({e.GetType().Name})");
            return false;
        }

        if (prepared.Outgoing is not { } outgoing)
        {
            await _queue.EndAsync(claim, prepared.Ends, prepared.Reason);
            return false;
        }

        var answer = await _client.SendAsync(outgoing, now(), stopping);
        if (answer.Outcome == PushOutcome.Down)
        {
            LogDown(service, answer.Reason);
            _pauses.Lengthen(service, now());
        }
        else
        {
            _pauses.End(service);
        }

        await NoteAsync(claim, prepared, answer, now());
        return answer.Outcome == PushOutcome.Accepted;
    }

    private async Task NoteAsync(ClaimedPush claim, PreparedPush prepared, PushAnswer answer, DateTimeOffset now)
    {
        switch (answer.Outcome)
        {
            case PushOutcome.Accepted:
                await _queue.SentAsync(claim, now);
                break;
            case PushOutcome.Gone:
                await _queue.ForgetSubscriptionAsync(claim.Push.SubscriptionId);
                await _queue.EndAsync(claim, PushState.Obsolete, answer.Reason);
                break;
            case PushOutcome.Refused:
                LogRefused(claim.Push.LetterId, claim.Push.SubscriptionId, answer.Reason);
                await _queue.EndAsync(claim, PushState.Failed, answer.Reason);
                break;
            default:
                var wait = answer.RetryAfter ?? Pauses[Math.Min(claim.Push.Attempts - 1, Pauses.Length - 1)];
                var again = now + (wait < LongestWait ? wait : LongestWait);
                // After the request's limit it would be untrue; the list and the mail have told it.
                await (again >= prepared.Until ? _queue.EndAsync(claim, PushState.Obsolete, answer.Reason)
                    : claim.Push.Attempts >= MaxAttempts ? _queue.EndAsync(claim, PushState.Failed, answer.Reason)
                    : _queue.AgainAsync(claim, again, answer.Reason));
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Push service {Service} unavailable: {Reason}")]
    private partial void LogDown(string service, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Push of letter {Letter} to subscription {Subscription} refused by its service: {Reason}")]
    private partial void LogRefused(long letter, long subscription, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Push of letter {Letter} to subscription {Subscription} could not be written")]
    private partial void LogUnwritable(Exception exception, long letter, long subscription);
}
