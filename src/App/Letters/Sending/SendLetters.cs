using System.Data.Common;
using Guichet.App.Letters.Mail;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Letters.Sending;

/// <summary>
/// The job that sends what is due: in bounded batches, the oldest first, safe with several servers at once and when killed in the middle. A mail server that is
/// down delays the mail and nothing else. Logs name letters by their id, never a person.
/// </summary>
public sealed partial class SendLetters
{
    /// <summary>A letter is only begun while the lease leaves time to end it.</summary>
    private static readonly TimeSpan Margin = 2 * SmtpTransport.AnswerLimit;

    private readonly LetterQueue _queue;
    private readonly PrepareLetter _prepare;
    private readonly IMailTransport _transport;
    private readonly TimeProvider _clock;
    private readonly ILogger<SendLetters> _logger;
    private readonly MailPause _pause = new();

    internal SendLetters(LetterQueue queue, PrepareLetter prepare, IMailTransport transport, TimeProvider clock, ILogger<SendLetters> logger) =>
        (_queue, _prepare, _transport, _clock, _logger) = (queue, prepare, transport, clock, logger);

    /// <param name="asOf">Letters due by then; «now» for the job.</param>
    /// <returns>How many letters left.</returns>
    public async Task<int> RunAsync(DateTimeOffset asOf, CancellationToken stopping)
    {
        var started = _clock.GetTimestamp();
        DateTimeOffset Now() => ParisCalendar.Truncate(asOf + _clock.GetElapsedTime(started));
        var sent = 0;
        while (!stopping.IsCancellationRequested && !_pause.HoldsAt(Now()) && await _queue.HasDueAsync(Now()))
        {
            var opening = await _transport.OpenAsync(stopping);
            if (opening.Session is not { } session)
            {
                await ServerDownAsync(opening.Reason!, Now());
                break;
            }

            await using (session)
            {
                var claim = await _queue.ClaimAsync(Now());
                var shares = LetterShares.Of(claim, _queue.Senders);
                var results = await Task.WhenAll(shares.Skip(1).Select(share => SendByAnotherAsync(share, Now, stopping)).Prepend(SendAsync(session, shares[0], Now, stopping)));
                sent += results.Sum(result => result.Sent);
                if (results.FirstOrDefault(result => result.Down is not null) is { Down: { } reason })
                {
                    await ServerDownAsync(reason, Now());
                    break;
                }

                if (claim.Letters.Count == 0)
                {
                    break;
                }
            }
        }

        return sent;
    }

    /// <summary>A server that grants no second session is not down: the letters go with the next batch.</summary>
    private async Task<ShareResult> SendByAnotherAsync(ClaimedLetters share, Func<DateTimeOffset> now, CancellationToken stopping)
    {
        Task<MailOpening> opening = _transport.OpenAsync(stopping);
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!opening.IsCompletedSuccessfully || opening.Result.Session is not { } session)
        {
            await _queue.ReleaseAsync(share, share.Letters);
            await opening;
            return new ShareResult(0);
        }

        await using (session)
        {
            return await SendAsync(session, share, now, stopping);
        }
    }

    private async Task<ShareResult> SendAsync(IMailSession session, ClaimedLetters claim, Func<DateTimeOffset> now, CancellationToken stopping)
    {
        var sent = 0;
        for (var i = 0; i < claim.Letters.Count; i++)
        {
            var letter = claim.Letters[i];
            if (stopping.IsCancellationRequested || now() > claim.LeaseUntil - Margin)
            {
                await _queue.ReleaseAsync(claim, [.. claim.Letters.Skip(i)]);
                break;
            }

            if (await PrepareAsync(letter, now()) is not { } mail)
            {
                continue;
            }

            var answer = await session.SendAsync(mail);
            switch (answer.Outcome)
            {
                case MailOutcome.Sent:
                    await _queue.SentAsync(letter, now());
                    _pause.End();
                    sent++;
                    break;
                case MailOutcome.Refused:
                    LogFailed(letter.Id, letter.Kind);
                    await _queue.FailedAsync(letter, answer.Reason!);
                    break;
                case MailOutcome.RefusedForNow:
                    await _queue.AgainAsync(letter, answer.Reason!, now());
                    break;
                default:
                    await _queue.AgainAsync(letter, answer.Reason!, now());
                    await _queue.ReleaseAsync(claim, [.. claim.Letters.Skip(i + 1)]);
                    return new ShareResult(sent, answer.Reason!);
            }
        }

        return new ShareResult(sent);
    }

    /// <summary>Null when the letter is not to be sent; then it is marked already. A letter that cannot be written (a fault of ours) stops no other.</summary>
    private async Task<OutgoingMail?> PrepareAsync(LetterRow letter, DateTimeOffset now)
    {
        PreparedLetter prepared;
        try
        {
            prepared = await _prepare.RunAsync(letter, now);
        }
        catch (Exception e) when (e is not (DbException or OperationCanceledException))
        {
            LogUnwritable(e, letter.Id, letter.Kind);
            await _queue.AgainAsync(letter, $"Could not be written ({e.GetType().Name})", now);
            return null;
        }

        if (prepared.Mail is null)
        {
            if (prepared.Undeliverable is { } reason)
            {
                LogFailed(letter.Id, letter.Kind);
                await _queue.FailedAsync(letter, reason);
            }
            else
            {
                await _queue.ObsoleteAsync(letter);
            }
        }

        return prepared.Mail;
    }

    private async Task ServerDownAsync(string reason, DateTimeOffset now)
    {
        LogServerDown(_transport.GetType().Name);
        _pause.Lengthen(now);
        await _queue.ServerDownAsync(reason, now);
    }

    /// <param name="Down">What the server said, or what went wrong, when it is gone.</param>
    private sealed record ShareResult(int Sent, string? Down = null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail server unavailable ({Transport}); letters wait, their reason says why")]
    private partial void LogServerDown(string transport);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Id} of kind {Kind} cannot be delivered; its reason says why")]
    private partial void LogFailed(long id, int kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Id} of kind {Kind} could not be written")]
    private partial void LogUnwritable(Exception exception, long id, int kind);
}
