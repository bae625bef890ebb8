using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Activity;

/// <summary>Of the lines that a month shows: a payment counts in the month of its last change, as it stands in the list.</summary>
/// <param name="Paid">Kept by merchants.</param>
/// <param name="Held">In reservations.</param>
/// <param name="GivenBack">Paid and come back, all of it or a part.</param>
/// <param name="Credited">Titles that arrived.</param>
public sealed record MonthTotals(Money Paid, Money Held, Money GivenBack, Money Credited);

/// <param name="Months">First days, the newest first; none before anything happened.</param>
/// <param name="Totals">Of the chosen month; null when none is chosen.</param>
public sealed record ActivityMonths(IReadOnlyList<DateOnly> Months, MonthTotals? Totals);

/// <summary>The months of a customer's history to choose from, and what the chosen one sums up to.</summary>
public sealed class ReadMonths
{
    /// <summary>Most months that are offered; older ones are found by «plus anciens» and by their address.</summary>
    public const int MaxMonths = 36;

    private static readonly ActivityFilter Everything = new();

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadMonths(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <param name="month">The chosen one; null for none.</param>
    public async Task<ActivityMonths> RunAsync(CustomerActor actor, DateOnly? month, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var totals = month is null ? null : await TotalsAsync(db, actor.CustomerId, Everything with { Month = month });
        return new ActivityMonths(await OldestAsync(db, actor.CustomerId) is { } oldest ? Months(oldest, now) : [], totals);
    }

    private static async Task<DateTimeOffset?> OldestAsync(AppDb db, long customerId)
    {
        var payment = await ActivityRows.Paid(db, customerId, Everything).OrderBy(p => p.LastActivityAt).Select(p => (DateTimeOffset?)p.LastActivityAt).FirstOrDefaultAsync();
        var unpaid = await ActivityRows.Unpaid(db, customerId, Everything)!.OrderBy(p => p.LastActivityAt).Select(p => (DateTimeOffset?)p.LastActivityAt).FirstOrDefaultAsync();
        var credit = await ActivityRows.Credits(db, customerId, Everything)!.OrderBy(c => c.At).Select(c => (DateTimeOffset?)c.At).FirstOrDefaultAsync();
        return new[] { payment, unpaid, credit }.Min();
    }

    private static List<DateOnly> Months(DateTimeOffset oldest, DateTimeOffset now)
    {
        var (first, month) = (FirstDay(oldest), FirstDay(now));
        List<DateOnly> months = [];
        for (; month >= first && months.Count < MaxMonths; month = month.AddMonths(-1))
        {
            months.Add(month);
        }

        return months;
    }

    private static async Task<MonthTotals> TotalsAsync(AppDb db, long customerId, ActivityFilter filter)
    {
        var sums = await ActivityRows.Paid(db, customerId, filter).GroupBy(p => p.Status)
            .Select(g => new { Status = g.Key, Authorized = g.Sum(p => p.AuthorizedCents) ?? 0, Captured = g.Sum(p => p.CapturedCents) ?? 0 }).ToListAsync();
        var credited = await ActivityRows.Credits(db, customerId, filter)!.SumAsync(c => c.Cents);
        var (paid, held) = (sums.Sum(x => x.Captured), sums.Where(x => x.Status == PaymentStatus.Authorized).Sum(x => x.Authorized));
        return new MonthTotals(new Money(paid), new Money(held), new Money(sums.Sum(x => x.Authorized) - paid - held), new Money(credited));
    }

    private static DateOnly FirstDay(DateTimeOffset instant)
    {
        var day = ParisCalendar.DayOf(instant);
        return new DateOnly(day.Year, day.Month, 1);
    }
}
