using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Storage.Desk;

/// <summary>One queue and the one loop that works through it: takes whatever waits (one command if there is one), commits once, answers all.</summary>
internal sealed class DeskLane(DeskStore store, IdSource idSource, TimeProvider time, DeskLimits limits, ILogger log, Action<IReadOnlyList<Payment>> changed, Action<Exception> broken)
    : IAsyncDisposable
{
    private readonly DeskQueue _queue = new(limits);
    private readonly DeskIds _ids = new(idSource);
    private bool _broken;

    /// <summary>Connects now, so that a program that could not keep what it acknowledges does not start.</summary>
    public Task OpenAsync() => store.OpenAsync();

    public bool TryEnqueue(DeskWaiter waiter) => _queue.TryEnqueue(waiter);

    public void Close() => _queue.Close();

    /// <summary>Until the lane is closed and what waits is done.</summary>
    public async Task RunAsync()
    {
        var group = new List<DeskWaiter>(limits.MaxGroup);
        while (await _queue.TakeAsync(group))
        {
            try
            {
                await ServeAsync(group);
            }
            catch (Exception bug) // Nobody may wait for ever, and the lane goes on.
            {
                log.LogError(bug, "The desk failed outside of a command.");
                Fail(group, bug);
            }

            group.Clear();
        }
    }

    /// <summary>Commits a group; if it fails, each of its commands alone, so that only the culprit fails.</summary>
    internal async Task ServeAsync(IReadOnlyList<DeskWaiter> group)
    {
        if (_broken)
        {
            Refuse(group, mayHaveCommitted: false);
            return;
        }

        var failure = await TryAsync(group);
        if (failure is null)
        {
            return;
        }

        if (failure.Fault is DeskFault.Broken or DeskFault.NotReplicated || (failure.Fault == DeskFault.Lost && !await ReconnectAsync(failure.MayHaveCommitted)))
        {
            Refuse(group, failure.MayHaveCommitted);
            return;
        }

        foreach (var waiter in group)
        {
            await ServeAloneAsync(waiter, failure.MayHaveCommitted);
        }
    }

    private async Task ServeAloneAsync(DeskWaiter waiter, bool mayHaveCommitted)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = _broken ? null : await TryAsync([waiter]);
            if (failure is null)
            {
                Refuse([waiter], mayHaveCommitted: false); // Answered already, unless the disk broke before its turn.
                return;
            }

            mayHaveCommitted |= failure.MayHaveCommitted;
            if (failure.Fault == DeskFault.Bug)
            {
                waiter.TrySetException(failure.Exception);
                return;
            }

            var again = attempt < limits.MaxTries && (failure.Fault == DeskFault.Collision || (failure.Fault == DeskFault.Lost && await ReconnectAsync(mayHaveCommitted)));
            if (!again)
            {
                log.LogWarning(failure.Exception, "A command was given up after {Attempts} tries.", attempt);
                Refuse([waiter], mayHaveCommitted);
                return;
            }
        }
    }

    private async Task<DeskFailure?> TryAsync(IReadOnlyList<DeskWaiter> waiters)
    {
        var (open, committing) = (false, false);
        try
        {
            await store.OpenAsync();
            open = true;
            await _ids.ReserveAsync(waiters.Count);
            var day = Today(time.GetUtcNow());
            var loaded = await LoadAsync(DeskNeeds.Of(waiters, day));
            var now = ParisCalendar.Truncate(time.GetUtcNow());
            if (Today(now) != day)
            {
                throw new DeskCollisionException("Midnight passed while the rows were loaded.");
            }

            var group = new DeskGroup(waiters, loaded, now, _ids);
            group.Decide();
            await store.SaveAsync(group.Writes, () => committing = true);
            group.Answer();
            changed([.. group.Writes.Payments]);
            return null;
        }
        catch (Exception exception)
        {
            return await FailedAsync(exception, open, committing, waiters.Count);
        }
    }

    private async Task<DeskLoaded> LoadAsync(DeskNeeds needs)
    {
        var loaded = await store.LoadAsync(needs);
        foreach (var id in needs.PaymentIds)
        {
            // Authorized between the look for payers and the lock of the payment. Whoever paid had a wallet, and wallets are never deleted.
            if (loaded.State.Payment(id) is { Status: PaymentStatus.Authorized, PayerId: { } payer } && !loaded.HasWallet(payer))
            {
                throw new DeskCollisionException("A payment got its payer while the rows were locked.");
            }
        }

        var answered = loaded.Keys.Values.Select(x => x.PaymentId).Where(id => id != 0 && loaded.State.Payment(id) is null).Distinct().ToArray();
        if (answered.Length > 0)
        {
            foreach (var payment in await store.ReadAsync(answered))
            {
                loaded.State.Add(payment);
            }
        }

        return loaded;
    }

    private async Task<DeskFailure> FailedAsync(Exception exception, bool open, bool committing, int commands)
    {
        var fault = !open ? DeskFault.Lost : exception is DeskCollisionException ? DeskFault.Collision : store.FaultOf(exception);
        var connected = await store.RollBackAsync();
        if (fault == DeskFault.Broken)
        {
            _broken = true;
            broken(exception);
        }
        else if (!connected && fault != DeskFault.NotReplicated)
        {
            fault = DeskFault.Lost;
        }

        log.Log(fault == DeskFault.Collision ? LogLevel.Debug : LogLevel.Warning, exception, "A group of {Commands} was rolled back: {Fault}.", commands, fault);

        // A server that answers an error has rolled back; only without an answer may the commit have happened.
        return new DeskFailure(fault, exception, committing && fault is DeskFault.Lost or DeskFault.NotReplicated or DeskFault.Broken);
    }

    private async Task<bool> ReconnectAsync(bool forAnOutcome)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var wait = TimeSpan.FromMilliseconds(50); ; wait *= 2)
        {
            try
            {
                await store.OpenAsync();
                return true;
            }
            catch (Exception exception)
            {
                if (!forAnOutcome || TimeProvider.System.GetElapsedTime(started) + wait > limits.ReconnectPatience)
                {
                    log.LogWarning(exception, "The database cannot be reached.");
                    return false;
                }
            }

            await Task.Delay(wait, TimeProvider.System);
        }
    }

    private static void Refuse(IReadOnlyList<DeskWaiter> waiters, bool mayHaveCommitted)
    {
        foreach (var waiter in waiters)
        {
            waiter.TrySetResult(mayHaveCommitted ? RefusalCode.OutcomeUnknown : RefusalCode.Unavailable);
        }
    }

    private static void Fail(IReadOnlyList<DeskWaiter> waiters, Exception exception)
    {
        foreach (var waiter in waiters)
        {
            waiter.TrySetException(exception);
        }
    }

    private static int Today(DateTimeOffset now) => SuggestedReference.DayNumber(ParisCalendar.DayOf(now));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private sealed record DeskFailure(DeskFault Fault, Exception Exception, bool MayHaveCommitted);
}
