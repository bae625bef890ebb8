using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Closing;

/// <summary>Takes back a record that was a mistake, on the day of it. The row stays, with who and when, and no longer counts.</summary>
public sealed class WithdrawRemainder
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal WithdrawRemainder(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses not_found and remainder_day_over. What is withdrawn already stays as it is.</summary>
    public async Task<Result<RemainderPayment>> RunAsync(MerchantActor actor, string number, int line, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.RecordRemainder) is { } forbidden)
        {
            return forbidden;
        }

        await using var locked = await LockedRemainder.OfAsync(_databases, actor, number);
        if (locked?.Rows.Find(row => row.Line == line) is not { } row)
        {
            return RefusalCode.NotFound;
        }

        if (!row.ToRecord().Counts)
        {
            return row.ToRecord();
        }

        if (Remainders.CheckWithdrawal(row.ToRecord(), now) is { } refusal)
        {
            return refusal;
        }

        (row.WithdrawnAt, row.WithdrawnBy) = (ParisCalendar.Truncate(now), actor.AccountId);
        await locked.SaveAsync();
        return row.ToRecord();
    }
}
