namespace Guichet.Domain.Payments;

/// <summary>By what the rest of a payment was settled, outside of this product. Stored: never renumber.</summary>
public enum RemainderMeans
{
    Cash = 1,
    Card = 2,
    PaperVouchers = 3,
    Other = 4,
}

/// <summary>What a merchant says was taken for the rest of a payment. No money of the ledger: it never went through here.</summary>
/// <param name="Line">1, 2, … within the payment.</param>
/// <param name="AccountId">Who recorded it.</param>
public sealed record RemainderPayment(int Line, RemainderMeans Means, Money Amount, DateTimeOffset At, long AccountId)
{
    /// <summary>When somebody said that it was a mistake; it is kept, and no longer counts.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public long? WithdrawnBy { get; init; }

    public bool Counts => WithdrawnAt is null;

    /// <summary>The Paris day whose closing it stands in.</summary>
    public DateOnly Day => ParisCalendar.DayOf(At);
}

/// <summary>The rules of «Il reste»: requested − received, settled outside, in as many parts as the customer likes («Amounts» of the rules).</summary>
public static class Remainders
{
    /// <summary>Of one payment, those that were withdrawn among them.</summary>
    public const int MaxRecords = 20;

    /// <summary>What was recorded and counts.</summary>
    public static Money Recorded(IEnumerable<RemainderPayment> records) => Money.Sum(records.Where(record => record.Counts).Select(record => record.Amount));

    /// <summary>What nobody has said yet how it was paid; zero when all is settled, null when nothing is to be settled outside.</summary>
    public static Money? Left(Payment payment, IEnumerable<RemainderPayment> records) => payment.Remainder is { } remainder ? remainder - Recorded(records) : null;

    /// <summary>
    /// Whether an amount may be recorded. Refuses not_possible_in_state, capture_limit_passed, remainder_settled, remainder_full, amount_invalid and
    /// amount_above_remainder.
    /// </summary>
    public static Refusal? Check(Payment payment, IReadOnlyCollection<RemainderPayment> records, Money amount, DateTimeOffset now)
    {
        if (payment.Received is null)
        {
            return new Refusal(RefusalCode.NotPossibleInState, payment.Status, payment.LastActivityAt);
        }

        // What lapses is given back as a whole, even if the job has not run yet: then there is no rest to take.
        if (payment.Deadline is { } limit && now >= limit)
        {
            return new Refusal(RefusalCode.CaptureLimitPassed, limit);
        }

        if (Left(payment, records) is not { IsPositive: true } left)
        {
            return new Refusal(RefusalCode.RemainderSettled);
        }

        return records.Count >= MaxRecords ? new Refusal(RefusalCode.RemainderFull, MaxRecords)
            : !amount.IsPositive ? new Refusal(RefusalCode.AmountInvalid)
            : amount > left ? new Refusal(RefusalCode.AmountAboveRemainder, left)
            : null;
    }

    /// <summary>Until the end of the Paris day on which it was recorded: a day that is over keeps its totals. Refuses remainder_day_over.</summary>
    public static Refusal? CheckWithdrawal(RemainderPayment record, DateTimeOffset now) => MayWithdraw(record, now) ? null : new Refusal(RefusalCode.RemainderDayOver, record.At);

    public static bool MayWithdraw(RemainderPayment record, DateTimeOffset now) => record.Counts && record.Day == ParisCalendar.DayOf(now);
}
