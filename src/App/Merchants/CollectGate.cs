using System.Collections.Frozen;
using System.Data.Common;
using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants;

/// <summary>Why new money is neither asked for nor received.</summary>
/// <param name="PointOfSaleId">Null for the whole agreement.</param>
/// <param name="Reason">In the words of the operator; empty for a point that its merchant closed.</param>
public sealed record CollectStop(long AgreementId, long? PointOfSaleId, bool IsClosed, DateTimeOffset Since, string Reason)
{
    /// <summary>As its merchant hears it.</summary>
    public Refusal Refusal => IsClosed ? new(RefusalCode.PointClosed, Since) : new(RefusalCode.Suspended, Since, Reason);
}

/// <summary>
/// Whether a point of sale may ask for and receive new money: asked at the instant of the decision, on the desk, without a look at the database. What is known is
/// at most <see cref="MaxAge"/> old when an action begins, and at once on the server where an operator or merchant changes it (docs/decisions/0023).
/// </summary>
public sealed class CollectGate : IDisposable
{
    /// <summary>How late a suspension is felt on other servers.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly SemaphoreSlim _one = new(1);
    private volatile Known? _known;

    internal CollectGate(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>
    /// Before an action that may ask for or receive money. When the database does not answer, what was known stays: the desk could write nothing either.
    /// </summary>
    public async Task LookAsync()
    {
        if (IsFresh(_known))
        {
            return;
        }

        await _one.WaitAsync();
        try
        {
            _known = IsFresh(_known) ? _known : await ReadAsync();
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException { InnerException: DbException })
        {
            // Check refuses what was never known.
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>After the commit of a change: what is decided on this server from here on knows it.</summary>
    public async Task ForgetAsync()
    {
        await _one.WaitAsync();
        try
        {
            _known = await ReadAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Null when money may be asked for; else suspended (since, reason), point_closed (since), or unavailable before anything was ever read.</summary>
    public Refusal? Check(long agreementId, long pointOfSaleId) =>
        _known is { } known ? StopOf(known, agreementId, pointOfSaleId)?.Refusal : new Refusal(RefusalCode.Unavailable);

    /// <summary>For pages: what stops this point.</summary>
    public async Task<CollectStop?> StopAsync(long agreementId, long pointOfSaleId)
    {
        await LookAsync();
        return _known is { } known ? StopOf(known, agreementId, pointOfSaleId) : null;
    }

    /// <summary>For pages: what stops the agreement, else those of its points that are suspended; closed ones are not told.</summary>
    public async Task<IReadOnlyList<CollectStop>> SuspendedAsync(long agreementId)
    {
        await LookAsync();
        return _known is not { } known ? []
            : known.Agreements.TryGetValue(agreementId, out var whole) ? [whole]
            : [.. known.Points.Values.Where(stop => stop.AgreementId == agreementId && !stop.IsClosed).OrderBy(stop => stop.PointOfSaleId)];
    }

    public void Dispose() => _one.Dispose();

    private static bool IsFresh(Known? known) => known is not null && TimeProvider.System.GetElapsedTime(known.ReadAt) < MaxAge;

    private static CollectStop? StopOf(Known known, long agreementId, long pointOfSaleId) =>
        known.Agreements.TryGetValue(agreementId, out var whole) ? whole : known.Points.GetValueOrDefault(pointOfSaleId);

    private async Task<Known> ReadAsync()
    {
        // The time of the question: what it answers is at least as new.
        var asked = TimeProvider.System.GetTimestamp();
        await using var db = await _databases.CreateDbContextAsync();
        var agreements = await db.Agreements.Where(x => x.SuspendedAt != null)
            .Select(x => new CollectStop(x.Id, null, false, x.SuspendedAt!.Value, x.SuspensionReason ?? "")).ToListAsync();
        var points = await db.PointsOfSale.Where(x => x.SuspendedAt != null || x.ClosedAt != null)
            .Select(x => new CollectStop(x.AgreementId, x.Id, x.ClosedAt != null, x.ClosedAt ?? x.SuspendedAt!.Value, x.SuspensionReason ?? "")).ToListAsync();
        return new Known(agreements.ToFrozenDictionary(x => x.AgreementId), points.ToFrozenDictionary(x => x.PointOfSaleId!.Value), asked);
    }

    private sealed record Known(FrozenDictionary<long, CollectStop> Agreements, FrozenDictionary<long, CollectStop> Points, long ReadAt);
}
