using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Exporting;

/// <summary>«Exporter»: every row of a filter, in the order of the screen, as a file (docs/export.md).</summary>
public sealed class ExportPayments
{
    private readonly StreamPayments _payments;
    private readonly IDbContextFactory<AppDb> _databases;

    internal ExportPayments(StreamPayments payments, IDbContextFactory<AppDb> databases) => (_payments, _databases) = (payments, databases);

    /// <summary>Takes the snapshot: from here on nothing that happens changes the file. Whoever opens an export disposes it.</summary>
    public async Task<PaymentExport> OpenAsync(MerchantActor actor, PaymentFilter filter, DateTimeOffset now, CancellationToken cancellation = default)
    {
        actor.Demand(Permission.Export);
        var rows = await _payments.OpenAsync(actor, filter, now, cancellation);
        try
        {
            // After the snapshot, so that every point of its payments is there; a point is never deleted.
            await using var db = await _databases.CreateDbContextAsync(cancellation);
            var points = await MerchantPoints.Seen(db, actor)
                .ToDictionaryAsync(p => p.Id, p => new PointOfSale(p.Id, p.ShopId, p.Name, p.Town), cancellation);
            return new PaymentExport(rows, points);
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }
}

/// <summary>One file of one snapshot.</summary>
public sealed class PaymentExport : IAsyncDisposable
{
    /// <summary>So often somebody who watches is told.</summary>
    private const int TellEveryRows = 500;

    private readonly PaymentStream _rows;
    private readonly Dictionary<long, PointOfSale> _points;

    internal PaymentExport(PaymentStream rows, Dictionary<long, PointOfSale> points) => (_rows, _points) = (rows, points);

    /// <summary>How many rows the file will have. Counts them all, so only for who waits for it.</summary>
    public Task<long> CountAsync(CancellationToken cancellation = default) => _rows.CountAsync(cancellation);

    /// <summary>
    /// Writes the whole file, once, forward, without ever holding more than a few thousand rows. When it throws, the file ends in the middle and is not one.
    /// </summary>
    /// <param name="to">Written to asynchronously only; need not seek; stays open.</param>
    /// <param name="written">Told now and then, and at the end, how many rows are written.</param>
    public async Task WriteAsync(ExportFormat format, ExportWords words, Stream to, Action<long>? written = null, CancellationToken cancellation = default)
    {
        var rows = 0L;
        var columns = ExportColumns.Of(words);
        using ExportWriter writer = format == ExportFormat.Xlsx ? new XlsxWriter(to, words.SheetName, cancellation) : new CsvWriter(to, words.HasDecimalComma, cancellation);
        await writer.StartAsync(columns);
        await foreach (var payment in _rows.ReadAsync(cancellation))
        {
            var row = new ExportRow(payment, _points[payment.PointOfSaleId]);
            await writer.StartRowAsync();
            foreach (var column in columns)
            {
                column.Write(writer, row);
            }

            await writer.EndRowAsync();
            if (++rows % TellEveryRows == 0)
            {
                written?.Invoke(rows);
            }
        }

        // Only here: an end of a file that was not written to its end would make it look whole.
        await writer.CompleteAsync();
        written?.Invoke(rows);
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();
}
