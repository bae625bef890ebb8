using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Closing;

/// <summary>Says by what a part of the rest was settled. The sum never exceeds the rest, whoever else records at the same moment.</summary>
public sealed class RecordRemainder
{
    private const int MaxKey = 32;

    private readonly IDbContextFactory<AppDb> _databases;

    internal RecordRemainder(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses not_found, idempotency_mismatch, and what <see cref="Remainders.Check"/> refuses. The same key with the same content again gives what it made.</summary>
    /// <param name="key">Made with the form.</param>
    public async Task<Result<RemainderPayment>> RunAsync(MerchantActor actor, string number, RemainderMeans means, Money amount, string key, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.RecordRemainder) is { } forbidden)
        {
            return forbidden;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKey);
        await using var locked = await LockedRemainder.OfAsync(_databases, actor, number);
        if (locked is null)
        {
            return RefusalCode.NotFound;
        }

        if (locked.Rows.Find(row => row.SubmitKey == key) is { } made)
        {
            return made.Means == means && made.Cents == amount.Cents ? made.ToRecord() : RefusalCode.IdempotencyMismatch;
        }

        var at = ParisCalendar.Truncate(now);
        if (Remainders.Check(locked.Payment, locked.Records, amount, at) is { } refusal)
        {
            return refusal;
        }

        var row = new RemainderPaymentRow
        {
            PaymentId = locked.Payment.Id,
            Line = locked.Rows.Count + 1,
            AgreementId = locked.Payment.AgreementId,
            PointOfSaleId = locked.Payment.PointOfSaleId,
            SubmitKey = key,
            Means = means,
            Cents = amount.Cents,
            At = at,
            Day = SuggestedReference.DayNumber(ParisCalendar.DayOf(at)),
            AccountId = actor.AccountId,
        };
        await locked.AddAsync(row);
        return row.ToRecord();
    }
}
