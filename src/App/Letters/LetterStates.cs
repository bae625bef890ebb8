using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters;

public enum LetterProgress
{
    Queued = 1,
    Sent = 2,
    Failed = 3,
    Obsolete = 4,
}

/// <summary>A letter on a payment's timeline.</summary>
/// <param name="Version">Of the payment's fact that caused it.</param>
/// <param name="At">When it was sent; else when it is to leave: already past for one that waits for the mail server, yet to come for a reminder.</param>
/// <param name="Recipient">Masked.</param>
/// <param name="Reason">Why it waits or failed; null when all is well.</param>
public sealed record LetterOnTimeline(LetterKind Kind, int Version, LetterProgress Progress, DateTimeOffset At, string? Recipient, int Attempts, string? Reason)
{
    /// <summary>A reminder before its hour; every other letter leaves as soon as it can.</summary>
    public bool IsPlanned(DateTimeOffset now) => Progress == LetterProgress.Queued && Kind == LetterKind.CaptureLimitNearToMerchant && now < At;
}

/// <summary>What became of the letters about a payment, within the merchant's scope.</summary>
public sealed class LetterStates
{
    private const int MaxLetters = 100;

    private readonly IDbContextFactory<AppDb> _databases;

    internal LetterStates(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>In the order in which they were queued; none for a payment outside the scope.</summary>
    public async Task<IReadOnlyList<LetterOnTimeline>> OfPaymentAsync(MerchantActor actor, string number)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var rows = await (from payment in ReadPayment.InScope(db, actor).Where(p => p.Number == number)
                          join letter in db.Letters on payment.Id equals letter.PaymentId
                          join customer in db.Customers on letter.CustomerId equals customer.Id into customers
                          from customer in customers.DefaultIfEmpty()
                          orderby letter.PaymentVersion, letter.Id
                          select new { letter, payment.Status, Address = letter.Address ?? customer!.Email }).Take(MaxLetters).ToListAsync();
        return [.. rows.Select(x => new LetterOnTimeline((LetterKind)x.letter.Kind, x.letter.PaymentVersion ?? 0, ProgressOf(x.letter, x.Status), x.letter.SentAt ?? x.letter.SendAt,
            x.Address is null ? null : CustomerIdentifier.Mask(x.Address), x.letter.Attempts, x.letter.LastError))];
    }

    /// <summary>A reminder is dropped when its time comes; that it will be is known as soon as nothing is left to do.</summary>
    private static LetterProgress ProgressOf(LetterRow letter, PaymentStatus status) =>
        letter is { State: LetterState.Queued, Kind: (int)LetterKind.CaptureLimitNearToMerchant } && status != PaymentStatus.Authorized
            ? LetterProgress.Obsolete : (LetterProgress)letter.State;
}
