using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <param name="Key">Its name within the payment: the key of the form that made it.</param>
/// <param name="By">First and last name of the author.</param>
/// <param name="IsOwn">Whether the reader wrote it, and so may delete it.</param>
public sealed record PaymentNote(string Key, string Text, string By, DateTimeOffset At, bool IsOwn);

/// <summary>
/// What colleagues tell each other about a payment. It stays within the merchant's scope: no customer, letter, export or log ever has it.
/// </summary>
public sealed class PaymentNotes
{
    /// <summary>Of one payment.</summary>
    public const int MaxNotes = 50;

    /// <summary>Two colleagues may take the same slot at once.</summary>
    private const int Tries = 5;

    private const int MaxKey = 64;

    private readonly IDbContextFactory<AppDb> _databases;

    internal PaymentNotes(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The newest first; none for a payment outside the scope.</summary>
    public async Task<IReadOnlyList<PaymentNote>> OfPaymentAsync(MerchantActor actor, string number)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await (from payment in ReadPayment.InScope(db, actor).Where(p => p.Number == number)
                      join note in db.PaymentNotes on payment.Id equals note.PaymentId
                      join account in db.Accounts on note.AccountId equals account.Id
                      orderby note.At descending, note.Slot descending
                      select new PaymentNote(note.SubmitKey, note.Text, account.FirstName + " " + account.LastName, note.At, note.AccountId == actor.AccountId)).ToListAsync();
    }

    /// <summary>Once per key. Refuses text_invalid beside «note», not_found, notes_full, idempotency_mismatch, and unavailable when too many write at once.</summary>
    public async Task<Result<string>> AddAsync(MerchantActor actor, string number, string? typed, string key, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.WriteNotes) is { } forbidden)
        {
            return forbidden;
        }

        if (!Domain.Texts.Note(typed).TryGet(out var text, out var invalid))
        {
            return invalid;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKey);
        for (var tries = 1; ; tries++)
        {
            await using var db = await _databases.CreateDbContextAsync();
            if (await IdOfAsync(db, actor, number) is not { } paymentId)
            {
                return RefusalCode.NotFound;
            }

            var taken = await db.PaymentNotes.Where(n => n.PaymentId == paymentId).Select(n => new { n.Slot, n.SubmitKey, n.AccountId, n.Text }).ToListAsync();
            if (taken.Find(n => n.SubmitKey == key) is { } first)
            {
                return first.AccountId == actor.AccountId && first.Text == text ? key : RefusalCode.IdempotencyMismatch;
            }

            if (taken.Count >= MaxNotes)
            {
                return new Refusal(RefusalCode.NotesFull, MaxNotes);
            }

            var slot = Enumerable.Range(1, MaxNotes).First(free => taken.TrueForAll(n => n.Slot != free));
            db.PaymentNotes.Add(new PaymentNoteRow { PaymentId = paymentId, Slot = slot, SubmitKey = key, AccountId = actor.AccountId, Text = text, At = ParisCalendar.Truncate(now) });
            try
            {
                await db.SaveChangesAsync();
                return key;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Somebody was quicker, perhaps this very form: with what is there now, once more.
            }
            catch (DbUpdateException)
            {
                return RefusalCode.Unavailable;
            }
        }
    }

    /// <summary>What is not there is deleted already. Refuses not_found, and forbidden for a colleague's note.</summary>
    public async Task<Result<bool>> DeleteAsync(MerchantActor actor, string number, string key)
    {
        if (actor.Lacks(Permission.WriteNotes) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await IdOfAsync(db, actor, number) is not { } paymentId)
        {
            return RefusalCode.NotFound;
        }

        var deleted = await db.PaymentNotes.Where(n => n.PaymentId == paymentId && n.SubmitKey == key && n.AccountId == actor.AccountId).ExecuteDeleteAsync();
        return deleted == 0 && await db.PaymentNotes.AnyAsync(n => n.PaymentId == paymentId && n.SubmitKey == key) ? RefusalCode.Forbidden : deleted > 0;
    }

    private static async Task<long?> IdOfAsync(AppDb db, MerchantActor actor, string number) => !TransactionNumber.IsWellFormed(number) ? null
        : await ReadPayment.InScope(db, actor).Where(p => p.Number == number).Select(p => (long?)p.Id).SingleOrDefaultAsync();
}
