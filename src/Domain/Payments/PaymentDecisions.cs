using Guichet.Domain.Ledger;
using Guichet.Domain.Wallets;

namespace Guichet.Domain.Payments;

/// <summary>What each action of the table means: state + action + now → new state, postings, fact, letters, or a refusal. Pure.</summary>
public static class PaymentDecisions
{
    /// <summary>
    /// The customer pays (Authorize or AuthorizeAndCapture by the terms). <paramref name="wallet"/> is the payer's, locked.
    /// Refuses amount_invalid (not positive), amount_above_requested, amount_not_adjustable, insufficient_balance, not_possible_in_state, payment_limit_passed.
    /// </summary>
    public static Result<PaymentDecision> Approve(Payment payment, Wallet wallet, Money amount, Trace trace, DateTimeOffset now)
    {
        if (payment.PayerId == wallet.CustomerId && payment.Amounts.Authorized == amount && payment.Status is PaymentStatus.Authorized or PaymentStatus.Captured)
        {
            return PaymentDecision.AlreadyDone(payment);
        }

        var action = payment.Terms.ApprovalAction;
        if (Guard(payment, action, now) is { } refusal)
        {
            return refusal;
        }

        if (wallet.IsBlocked)
        {
            return RefusalCode.WalletBlocked;
        }

        if (!amount.IsPositive)
        {
            return RefusalCode.AmountInvalid;
        }

        if (amount > payment.Amounts.Requested)
        {
            return new Refusal(RefusalCode.AmountAboveRequested, payment.Amounts.Requested);
        }

        if (amount < payment.Amounts.Requested && !payment.Terms.CustomerMayLower)
        {
            return RefusalCode.AmountNotAdjustable;
        }

        if (!wallet.Spend(amount, ParisCalendar.DayOf(now)).TryGet(out var funding, out var tooLittle))
        {
            return tooLittle;
        }

        var captured = action == PaymentAction.AuthorizeAndCapture;
        var after = Next(payment, action, now) with
        {
            PayerId = wallet.CustomerId,
            PaidAt = now,
            Funding = funding,
            Amounts = payment.Amounts with { Authorized = amount, Captured = captured ? amount : null },
            CaptureBy = payment.Terms.CaptureBy(now),
        };
        var spent = funding.Select(part => new Posting(LedgerAccount.WalletAvailable(wallet.CustomerId, part.IssueYear), -part.Amount));
        var received = captured
            ? [new Posting(LedgerAccount.OwedToMerchant(payment.AgreementId), amount)]
            : funding.Select(part => new Posting(LedgerAccount.Held(payment.Id, part.IssueYear), part.Amount));
        return new PaymentDecision
        {
            After = after,
            Fact = new PaymentFact(captured ? PaymentFactKind.AuthorizedAndCaptured : PaymentFactKind.Authorized, payment.Status, after.Status, now, trace, amount),
            Entry = new LedgerEntry(captured ? EntryKind.AuthorizationAndCapture : EntryKind.Authorization, spent.Concat(received)),
            WalletChanges = [.. funding.Select(part => part with { Amount = -part.Amount })],
            Letters = [.. PaymentLetters.ToCustomer(after, LetterKind.PaidToCustomer), .. PaymentLetters.ToMerchant(after, LetterKind.PaidToMerchant), .. PaymentLetters.Reminder(after)],
        };
    }

    /// <summary>The customer refuses. Refuses not_possible_in_state, payment_limit_passed.</summary>
    public static Result<PaymentDecision> Decline(Payment payment, long customerId, Trace trace, DateTimeOffset now)
    {
        if (payment.Status == PaymentStatus.Declined)
        {
            return PaymentDecision.AlreadyDone(payment);
        }

        return Guard(payment, PaymentAction.Decline, now) is { } refusal ? refusal : End(payment, PaymentAction.Decline, PaymentFactKind.Declined, trace, now,
            [new(LetterKind.DeclinedToCustomer, customerId, null), .. PaymentLetters.ToMerchant(payment, LetterKind.DeclinedToMerchant)]);
    }

    /// <summary>The merchant withdraws a waiting request. Refuses not_possible_in_state, payment_limit_passed.</summary>
    /// <param name="reason">For the customer, in its normal form; null for none.</param>
    public static Result<PaymentDecision> Cancel(Payment payment, Trace trace, DateTimeOffset now, string? reason = null)
    {
        if (payment.Status == PaymentStatus.Canceled && payment.PayerId is null)
        {
            return PaymentDecision.AlreadyDone(payment);
        }

        return Guard(payment, PaymentAction.Cancel, now) is { } refusal ? refusal : End(payment, PaymentAction.Cancel, PaymentFactKind.Canceled, trace, now,
            PaymentLetters.ToCustomer(payment, LetterKind.CanceledToCustomer), reason);
    }

    /// <summary>The merchant gives an authorized payment back, all of it. Refuses not_possible_in_state, capture_limit_passed.</summary>
    /// <param name="reason">For the customer, in its normal form; null for none.</param>
    public static Result<PaymentDecision> Void(Payment payment, Trace trace, DateTimeOffset now, string? reason = null)
    {
        if (payment.Status == PaymentStatus.Canceled && payment.PayerId is not null)
        {
            return PaymentDecision.AlreadyDone(payment);
        }

        return Guard(payment, PaymentAction.Void, now) is { } refusal ? refusal : End(payment, PaymentAction.Void, PaymentFactKind.Voided, trace, now,
            PaymentLetters.ToCustomer(payment, LetterKind.CanceledToCustomer), reason);
    }

    /// <summary>
    /// The merchant validates, possibly for less; the difference goes back at once (I-07). The titles that lapse first are kept by the merchant.
    /// Refuses amount_invalid, amount_above_authorized, not_possible_in_state, capture_limit_passed.
    /// </summary>
    /// <param name="reason">For the customer, in its normal form; null for none.</param>
    public static Result<PaymentDecision> Capture(Payment payment, Money amount, Trace trace, DateTimeOffset now, string? reason = null)
    {
        if (payment.Status == PaymentStatus.Captured && payment.Terms.CaptureMode == CaptureMode.Manual && payment.Amounts.Captured == amount)
        {
            return PaymentDecision.AlreadyDone(payment);
        }

        if (Guard(payment, PaymentAction.Capture, now) is { } refusal)
        {
            return refusal;
        }

        if (!amount.IsPositive)
        {
            return RefusalCode.AmountInvalid;
        }

        var authorized = payment.Amounts.Authorized!.Value;
        if (amount > authorized)
        {
            return new Refusal(RefusalCode.AmountAboveAuthorized, authorized);
        }

        var after = Next(payment, PaymentAction.Capture, now) with { Amounts = payment.Amounts with { Captured = amount } };
        var back = Wallet.Returned(VoucherPart.Split(payment.Funding, amount).Remaining, ParisCalendar.DayOf(now));
        return new PaymentDecision
        {
            After = after,
            Fact = new PaymentFact(PaymentFactKind.Captured, payment.Status, after.Status, now, trace, amount, reason),
            Entry = new LedgerEntry(EntryKind.Capture,
                [.. FromHeld(payment), new(LedgerAccount.OwedToMerchant(payment.AgreementId), amount), .. ToWallet(payment, back)]),
            WalletChanges = back,
            Letters = PaymentLetters.ToCustomer(after, LetterKind.CapturedToCustomer),
        };
    }

    /// <summary>The clock ends what nobody paid or validated in time. Before the deadline, or once it has ended, it changes nothing.</summary>
    public static PaymentDecision Expire(Payment payment, DateTimeOffset now)
    {
        if (payment.Deadline is not { } deadline || now < deadline)
        {
            return PaymentDecision.AlreadyDone(payment);
        }

        var toMerchant = payment.Status == PaymentStatus.Authorized ? LetterKind.CaptureLimitPassedToMerchant : LetterKind.PaymentLimitPassedToMerchant;
        return End(payment, PaymentAction.Expire, PaymentFactKind.Expired, Trace.Clock, now,
            [.. PaymentLetters.ToCustomer(payment, LetterKind.ExpiredToCustomer), .. PaymentLetters.ToMerchant(payment, toMerchant)]);
    }

    /// <summary>
    /// What the merchant saw travels with the form: a decision about anything else is refused with what is true now (shown_state_changed). One that has
    /// already happened, repeated, is not.
    /// </summary>
    /// <param name="shownVersion">Of the payment as it was shown; null for callers who looked at nothing.</param>
    public static Result<PaymentDecision> AsShown(Payment payment, int? shownVersion, Result<PaymentDecision> decided) =>
        shownVersion is null || shownVersion == payment.Version || (decided.TryGet(out var decision, out _) && decision.Fact is null)
            ? decided
            : new Refusal(RefusalCode.ShownStateChanged, payment.Status, payment.LastActivityAt);

    /// <summary>Whether an action is possible now; the reason if not. An action after the limit is refused even if the job has not run yet (I-18).</summary>
    internal static Refusal? Guard(Payment payment, PaymentAction action, DateTimeOffset now)
    {
        if (PaymentTransitions.Find(payment.Status, action, payment.Terms.CaptureMode) is null)
        {
            return new Refusal(RefusalCode.NotPossibleInState, payment.Status, payment.LastActivityAt);
        }

        return payment.Deadline is { } deadline && now >= deadline
            ? new Refusal(payment.Status == PaymentStatus.Authorized ? RefusalCode.CaptureLimitPassed : RefusalCode.PaymentLimitPassed, deadline)
            : null;
    }

    private static Payment Next(Payment payment, PaymentAction action, DateTimeOffset now) => payment with
    {
        Status = PaymentTransitions.Find(payment.Status, action, payment.Terms.CaptureMode)!.To,
        Version = payment.Version + 1,
        LastActivityAt = now,
    };

    /// <summary>An end without money for the merchant: whatever was held goes back to the years it came from.</summary>
    private static PaymentDecision End(
        Payment payment, PaymentAction action, PaymentFactKind kind, Trace trace, DateTimeOffset now, IReadOnlyList<PaymentLetter> letters, string? reason = null)
    {
        var after = Next(payment, action, now);
        var back = payment.Status == PaymentStatus.Authorized ? Wallet.Returned(payment.Funding, ParisCalendar.DayOf(now)) : [];
        return new PaymentDecision
        {
            After = after,
            Fact = new PaymentFact(kind, payment.Status, after.Status, now, trace, payment.Amounts.Authorized, reason),
            Entry = back.Count == 0 ? null : new LedgerEntry(EntryKind.Release, [.. FromHeld(payment), .. ToWallet(payment, back)]),
            WalletChanges = back,
            Letters = letters,
        };
    }

    private static IEnumerable<Posting> FromHeld(Payment payment) =>
        payment.Funding.Select(part => new Posting(LedgerAccount.Held(payment.Id, part.IssueYear), -part.Amount));

    private static IEnumerable<Posting> ToWallet(Payment payment, IEnumerable<VoucherPart> back) =>
        back.Select(part => new Posting(LedgerAccount.WalletAvailable(payment.PayerId!.Value, part.IssueYear), part.Amount));
}
