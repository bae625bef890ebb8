namespace Guichet.Domain.Payments;

/// <summary>Everything a request is made from; texts and contact already in their normal form.</summary>
public sealed record NewPayment(
    long Id, string Number, long AgreementId, long PointOfSaleId, PaymentTerms Terms, Money Amount, PaymentDetails Details, Addressee Addressee,
    string? NotifyEmail, string? TokenHash);

/// <summary>The merchant's side of a waiting request: making it, reaching the customer another way, sending it by e-mail.</summary>
public static class PaymentRequests
{
    /// <summary>How often a request goes again to the same addressee.</summary>
    public const int MaxResends = 5;

    /// <summary>Between two letters of one request.</summary>
    public static readonly TimeSpan ResendPause = TimeSpan.FromMinutes(1);

    /// <summary>Refuses amount_below_minimum, amount_above_maximum (issuer's settings).</summary>
    public static Result<PaymentDecision> Create(NewPayment request, IssuerRules rules, Trace trace, DateTimeOffset now)
    {
        if (request.Amount < rules.MinimumRequest)
        {
            return new Refusal(RefusalCode.AmountBelowMinimum, rules.MinimumRequest);
        }

        if (request.Amount > rules.MaximumRequest)
        {
            return new Refusal(RefusalCode.AmountAboveMaximum, rules.MaximumRequest);
        }

        var payment = new Payment
        {
            Id = request.Id,
            Number = request.Number,
            AgreementId = request.AgreementId,
            PointOfSaleId = request.PointOfSaleId,
            Terms = request.Terms,
            Details = request.Details,
            Addressee = request.Addressee,
            Amounts = new PaymentAmounts(request.Amount),
            Status = PaymentStatus.AwaitingCustomer,
            Version = 1,
            CreatedAt = now,
            LastActivityAt = now,
            PayBy = request.Terms.PayBy(now, request.Addressee.Channel, rules),
            NotifyEmail = request.NotifyEmail,
            TokenHash = request.TokenHash,
            TokenGeneration = request.TokenHash is null ? 0 : 1,
        };
        return new PaymentDecision
        {
            After = payment,
            Fact = new PaymentFact(PaymentFactKind.Created, null, payment.Status, now, trace, request.Amount),
            Letters = PaymentLetters.ToCustomer(payment, LetterKind.RequestToCustomer),
        };
    }

    /// <summary>
    /// «Changer de mode d'encaissement» (A): the payment stays, the shown code becomes useless, the time to pay starts again.
    /// Refuses not_possible_in_state, payment_limit_passed.
    /// </summary>
    /// <param name="tokenHash">Of the new code; null when the customer is asked by identifier.</param>
    public static Result<PaymentDecision> ChangeChannel(Payment payment, Addressee addressee, string? tokenHash, IssuerRules rules, Trace trace, DateTimeOffset now)
    {
        if (PaymentDecisions.Guard(payment, PaymentAction.Cancel, now) is { } refusal)
        {
            return refusal;
        }

        var after = payment with
        {
            Addressee = addressee,
            TokenHash = tokenHash,
            TokenGeneration = payment.TokenGeneration + 1,
            PayBy = payment.Terms.PayBy(now, addressee.Channel, rules),
            Version = payment.Version + 1,
            LastActivityAt = now,
        };
        return new PaymentDecision
        {
            After = after,
            Fact = new PaymentFact(PaymentFactKind.ChannelChanged, payment.Status, after.Status, now, trace, Detail: addressee.Contact),
            Letters = PaymentLetters.ToCustomer(after, LetterKind.RequestToCustomer),
        };
    }

    /// <summary>Whether there is somebody to whom a waiting request can be sent once more: nobody for a code that was only shown.</summary>
    public static bool CanSendAgain(Payment payment, DateTimeOffset now) =>
        payment.Status == PaymentStatus.AwaitingCustomer && now < payment.PayBy && PaymentLetters.ToCustomer(payment, LetterKind.RequestToCustomer).Length > 0;

    /// <summary>
    /// «Renvoyer»: the letter of the request once more, to the same addressee, with the same link and limit.
    /// Refuses not_possible_in_state (also where nobody is addressed), payment_limit_passed, too_many_attempts (minutes), resends_used_up.
    /// </summary>
    /// <param name="earlier">What happened to the payment so far: an addressee is not flooded.</param>
    public static Result<PaymentDecision> SendAgain(Payment payment, IEnumerable<(PaymentFactKind Kind, DateTimeOffset At)> earlier, Trace trace, DateTimeOffset now)
    {
        if (PaymentDecisions.Guard(payment, PaymentAction.Cancel, now) is { } refusal)
        {
            return refusal;
        }

        if (!CanSendAgain(payment, now))
        {
            return new Refusal(RefusalCode.NotPossibleInState, payment.Status, payment.LastActivityAt);
        }

        var sent = earlier.Where(fact => fact.Kind is PaymentFactKind.Created or PaymentFactKind.ChannelChanged or PaymentFactKind.RequestMailed or PaymentFactKind.RequestSentAgain).ToList();
        if (sent.Count(fact => fact.Kind == PaymentFactKind.RequestSentAgain) >= MaxResends)
        {
            return new Refusal(RefusalCode.ResendsUsedUp, MaxResends);
        }

        if (sent.Any(fact => now < fact.At + ResendPause))
        {
            return new Refusal(RefusalCode.TooManyAttempts, (int)ResendPause.TotalMinutes);
        }

        var after = payment with { Version = payment.Version + 1, LastActivityAt = now };
        return new PaymentDecision
        {
            After = after,
            Fact = new PaymentFact(PaymentFactKind.RequestSentAgain, payment.Status, after.Status, now, trace, Detail: payment.Addressee.Contact),
            Letters = PaymentLetters.ToCustomer(after, LetterKind.RequestToCustomer),
        };
    }

    /// <summary>
    /// «Envoyer»: the same request, with the same link and limit, to an e-mail address as well. Whoever bears the link may still pay.
    /// Refuses not_possible_in_state, payment_limit_passed.
    /// </summary>
    public static Result<PaymentDecision> MailRequest(Payment payment, string email, Trace trace, DateTimeOffset now)
    {
        if (PaymentDecisions.Guard(payment, PaymentAction.Cancel, now) is { } refusal)
        {
            return refusal;
        }

        var after = payment with
        {
            Addressee = payment.Addressee with { Contact = email, Email = email },
            Version = payment.Version + 1,
            LastActivityAt = now,
        };
        return new PaymentDecision
        {
            After = after,
            Fact = new PaymentFact(PaymentFactKind.RequestMailed, payment.Status, after.Status, now, trace, Detail: email),
            Letters = PaymentLetters.ToCustomer(after, LetterKind.RequestToCustomer),
        };
    }
}
