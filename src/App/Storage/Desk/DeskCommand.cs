using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Storage.Desk;

/// <summary>
/// One change of money as the desk takes it: the rows that it needs, and a pure decision on them. The desk locks wallets by id, then payments by id,
/// reads the clock once for the whole group, and calls <see cref="Decide"/> in order of arrival; commands of one group see each other's effects.
/// </summary>
internal abstract record DeskCommand
{
    /// <summary>The form's or caller's key; null for the clock, whose commands repeat harmlessly by their state.</summary>
    public SubmitKey? Key { get; init; }

    /// <summary>The payment that it acts on; null when it makes one.</summary>
    public long? PaymentId { get; init; }

    /// <summary>The wallet that it needs beside the payer's, whose wallet comes with the payment.</summary>
    public long? CustomerId { get; init; }

    /// <summary>The point of sale whose next suggested order reference it may need, for the Paris day of the decision.</summary>
    public long? SuggestsForPointOfSaleId { get; init; }

    /// <summary>Nobody waits for it at a till or a phone: it lets people's commands pass.</summary>
    public virtual bool IsOfClock => false;

    public abstract Result<DeskDecision> Decide(DeskState state, DateTimeOffset now);
}

/// <summary>Exactly once: the same key and content in a scope gives the first answer again, other content is refused (idempotency_mismatch).</summary>
/// <param name="Scope">«a:{agreement}» or «c:{customer}».</param>
/// <param name="Key">Made with the form; at most 64 characters.</param>
/// <param name="ContentHash">SHA-256 (hex) of what was submitted.</param>
internal sealed record SubmitKey(string Scope, string Key, string ContentHash);
