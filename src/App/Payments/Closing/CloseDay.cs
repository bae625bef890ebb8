using System.Data.Common;
using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Closing;

/// <summary>
/// «Clôture du jour»: sums of a Paris day by state and by means. Its operations are those that the list shows for that day, by the same conditions, so that
/// every line leads to a list with the same number (docs/decisions/0015).
/// </summary>
public sealed class CloseDay
{
    /// <summary>Rows of a closing of several points; the totals count all of them.</summary>
    public const int MaxPoints = 500;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly int _maxPoints;

    internal CloseDay(IDbContextFactory<AppDb> databases, int maxPoints = MaxPoints) => (_databases, _maxPoints) = (databases, maxPoints);

    /// <param name="pointOfSaleIds">As in <see cref="PaymentFilter.PointOfSaleIds"/>: null for all that the actor sees.</param>
    public async Task<DayClosing> RunAsync(MerchantActor actor, IReadOnlyCollection<long>? pointOfSaleIds, DateOnly day, DateTimeOffset now, CancellationToken cancellation = default)
    {
        actor.Demand(Permission.CloseDay);
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        // Operations and records of one moment: what somebody takes meanwhile is in both or in none.
        await using var snapshot = await ReadSnapshot.BeginAsync(db.Database.GetDbConnection(), cancellation);
        await db.Database.UseTransactionAsync(snapshot, cancellation);
        var scope = await ListScope.OfAsync(db, actor, pointOfSaleIds);
        var byPoint = new Dictionary<long, ClosingFigures>();
        if (!scope.IsEmpty)
        {
            await AddOperationsAsync(new ListSource(db, new ListLimits(), snapshot), scope, new PaymentFilter { From = day, To = day }, now, byPoint, cancellation);
            await AddRecordsAsync(db, scope, SuggestedReference.DayNumber(day), byPoint, cancellation);
        }

        var all = new ClosingFigures();
        foreach (var figures in byPoint.Values)
        {
            Add(all, figures);
        }

        if (scope.Points is { Count: <= 1 })
        {
            return new DayClosing(day, now, all, [], byPoint.Count, 0);
        }

        var points = await PointsOf(db, scope).Where(p => byPoint.Keys.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(_maxPoints)
            .Select(p => new PointOfSale(p.Id, p.ShopId, p.Name, p.Town)).ToListAsync(cancellation);
        var seen = await PointsOf(db, scope).CountAsync(cancellation);
        return new DayClosing(day, now, all, points.ConvertAll(p => new PointClosing(p, byPoint[p.Id])), byPoint.Count, seen - byPoint.Count);
    }

    /// <summary>One statement over the index of the list, whose range is the day.</summary>
    private static async Task AddOperationsAsync(
        ListSource source, ListScope scope, PaymentFilter filter, DateTimeOffset now, Dictionary<long, ClosingFigures> byPoint, CancellationToken cancellation)
    {
        await using var command = source.Command();
        const PaymentSortKey Walked = PaymentSortKey.LastActivity;
        var (conditions, branch) = (new ListConditions(filter, now), scope.Whole(filter.Tab));
        var rest = conditions.Rest(command, branch, Walked, scope.Points, filter.Tab);
        await using var reader = await command.ReadAsync($"""
            SELECT point_of_sale_id, status, count(*), sum(requested_cents), coalesce(sum(CASE status WHEN 3 THEN captured_cents WHEN 2 THEN authorized_cents END), 0),
                coalesce(sum(CASE status WHEN 3 THEN captured_cents END), 0)
            FROM {command.From(branch.Index(Walked))} WHERE {conditions.Range(command, branch, Walked)}{(rest is null ? "" : $" AND {rest}")}
            GROUP BY point_of_sale_id, status
            """, cancellation: cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            Of(byPoint, reader.GetInt64(0)).Add(ListTotals.TabOf((PaymentStatus)reader.GetInt32(1)), new ClosingSum(reader.GetInt64(2), Sum(reader, 3), Sum(reader, 4), Sum(reader, 5)));
        }
    }

    private static async Task AddRecordsAsync(AppDb db, ListScope scope, int day, Dictionary<long, ClosingFigures> byPoint, CancellationToken cancellation)
    {
        // Through the points: the index knows them, and an agreement has few.
        var points = PointsOf(db, scope).Select(p => p.Id);
        var sums = await db.RemainderPayments.Where(r => points.Contains(r.PointOfSaleId) && r.Day == day && r.WithdrawnAt == null)
            .GroupBy(r => new { r.PointOfSaleId, r.Means })
            .Select(g => new { g.Key.PointOfSaleId, g.Key.Means, Count = g.LongCount(), Cents = g.Sum(r => r.Cents) }).ToListAsync(cancellation);
        foreach (var sum in sums)
        {
            Of(byPoint, sum.PointOfSaleId).Add(sum.Means, new MeansSum(sum.Count, new Money(sum.Cents)));
        }
    }

    private static IQueryable<PointOfSaleRow> PointsOf(AppDb db, ListScope scope) =>
        db.PointsOfSale.Where(p => p.AgreementId == scope.AgreementId && (scope.Points == null || scope.Points.Contains(p.Id)));

    private static void Add(ClosingFigures all, ClosingFigures part)
    {
        foreach (var tab in ClosingFigures.Tabs.Where(tab => part[tab].Count > 0))
        {
            all.Add(tab, part[tab]);
        }

        foreach (var means in Enum.GetValues<RemainderMeans>().Where(means => part[means].Count > 0))
        {
            all.Add(means, part[means]);
        }
    }

    private static ClosingFigures Of(Dictionary<long, ClosingFigures> byPoint, long point) =>
        byPoint.TryGetValue(point, out var figures) ? figures : byPoint[point] = new ClosingFigures();

    // PostgreSQL sums 64 bits as numeric.
    private static Money Sum(DbDataReader reader, int column) => new(Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture));
}
