using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Storage.Desk;

/// <summary>The commands of one commit, decided one after another on the same locked rows.</summary>
internal sealed class DeskGroup(IReadOnlyList<DeskWaiter> waiters, DeskLoaded loaded, DateTimeOffset now, DeskIds ids)
{
    private readonly (Result<Payment?> Answer, Exception? Bug)[] _answers = new (Result<Payment?>, Exception?)[waiters.Count];

    public DeskWrites Writes { get; } = new();

    public void Decide()
    {
        for (var i = 0; i < waiters.Count; i++)
        {
            _answers[i] = Decide(waiters[i].Command);
        }
    }

    /// <summary>After the commit.</summary>
    public void Answer()
    {
        for (var i = 0; i < waiters.Count; i++)
        {
            var (answer, bug) = _answers[i];
            _ = bug is null ? waiters[i].TrySetResult(answer) : waiters[i].TrySetException(bug);
        }
    }

    private (Result<Payment?> Answer, Exception? Bug) Decide(DeskCommand command)
    {
        if (command.Key is { } key && loaded.Keys.TryGetValue((key.Scope, key.Key), out var first))
        {
            return (first.ContentHash == key.ContentHash ? loaded.State.Payment(first.PaymentId) : RefusalCode.IdempotencyMismatch, null);
        }

        Result<DeskDecision> decided;
        try
        {
            decided = command.Decide(loaded.State, now);
        }
        catch (Exception bug) // Nothing of it is written: the others go on, and its caller gets the exception.
        {
            return (default, bug);
        }

        if (!decided.TryGet(out var decision, out var refusal))
        {
            return (refusal, null);
        }

        if (!decision.IsEmpty)
        {
            Write(command, decision);
        }
        else if (decision.TakesKey)
        {
            WriteKey(command, decision);
        }

        return (decision.After, null);
    }

    private void Write(DeskCommand command, DeskDecision decision)
    {
        Writes.Add(decision, decision.After is { } after ? loaded.State.Payment(after.Id) : null);
        if (decision.Entry is { } entry)
        {
            Writes.Add(entry, new EntryWrite(ids.NextEntry(), entry.Kind, decision.After?.Id, decision.After?.Version, now));
        }

        foreach (var letter in decision.Letters)
        {
            Writes.Letters.Add(new LetterWrite(ids.NextLetter(), decision.After?.Id, decision.After?.Version, letter, now));
        }

        WriteKey(command, decision);
        loaded.State.Apply(decision);
    }

    private void WriteKey(DeskCommand command, DeskDecision decision)
    {
        if (command.Key is { } key)
        {
            Writes.Add(new KeyWrite(key, decision.After?.Id ?? 0, now));
            loaded.Keys[(key.Scope, key.Key)] = (key.ContentHash, decision.After?.Id ?? 0);
        }
    }
}
