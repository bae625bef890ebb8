using System.Runtime.CompilerServices;
using Guichet.App.Access;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>All payments of a filter for an export: the rows of the screen in the order of the screen, read once, forward, in constant memory.</summary>
public sealed class StreamPayments
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal StreamPayments(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Takes the snapshot. Whoever opens a stream disposes it.</summary>
    public async Task<PaymentStream> OpenAsync(MerchantActor actor, PaymentFilter filter, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var db = await _databases.CreateDbContextAsync(cancellation);
        try
        {
            var source = await ListSource.OpenForAllAsync(db, new ListLimits(), cancellation);
            // Also the first statement, which is the moment of the snapshot.
            await db.Payments.Where(p => p.AgreementId == actor.AgreementId).AnyAsync(cancellation);
            return new PaymentStream(db, source, await ListScope.OfAsync(db, actor, filter.PointOfSaleIds), filter, new ListConditions(filter, now));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}

/// <summary>One snapshot of a filter: its totals and its rows agree, whatever happens meanwhile. One reader at a time.</summary>
public sealed class PaymentStream : IAsyncDisposable
{
    /// <summary>For one fetch from the database, not for the whole stream.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly AppDb _db;
    private readonly ListSource _source;
    private readonly ListScope _scope;
    private readonly PaymentFilter _filter;
    private readonly ListConditions _conditions;

    internal PaymentStream(AppDb db, ListSource source, ListScope scope, PaymentFilter filter, ListConditions conditions) =>
        (_db, _source, _scope, _filter, _conditions) = (db, source, scope, filter, conditions);

    private bool IsEmpty => _scope.IsEmpty || _conditions.IsImpossible;

    public async Task<PaymentTotals> TotalsAsync(CancellationToken cancellation = default) =>
        IsEmpty ? PaymentTotals.None : await new ListTotals(_source, _scope, _conditions, _filter).SumAsync(cancellation);

    /// <summary>How many rows will be read.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation = default) =>
        IsEmpty ? 0 : await new ListTotals(_source, _scope, _conditions, _filter).CountAllAsync(cancellation);

    public async IAsyncEnumerable<Payment> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (IsEmpty)
        {
            yield break;
        }

        if (_db.Database.IsNpgsql())
        {
            // The index has the order already; a sort would write everything to disk before it gave the first row.
            await ListSource.WalkOnlyAsync(_db, cancellation);
        }

        await using var command = _source.Command();
        var (sort, branch) = (_filter.Sort, _scope.Whole(_filter.Tab));
        var rest = _conditions.Rest(command, branch, sort.Key, _scope.Points, _filter.Tab);
        await using var reader = await command.ReadAsync(
            $"SELECT {PaymentColumns.Names} FROM {command.From(branch.Index(sort.Key))} WHERE {_conditions.Range(command, branch, sort.Key)}{(rest is null ? "" : $" AND {rest}")} "
            + $"ORDER BY {ListKey.Order(sort.Key, sort.IsAscending)}", Limit, cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return ListRows.Read(reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _db.DisposeAsync();
    }
}
