using System.Globalization;
using Guichet.App.Payments.Exporting;
using Guichet.App.Wallets.Crediting;

namespace Guichet.App.Console;

/// <summary>Every line of an order that is not credited, as a file for who sent it: written like the exports, so that nothing in it is a formula.</summary>
public sealed class ExportRefusedLines
{
    private const int ColumnWidth = 40;

    private readonly CreditOrders _orders;

    internal ExportRefusedLines(CreditOrders orders) => _orders = orders;

    /// <param name="headings">Of the line's number, of what was typed, and of why.</param>
    /// <param name="words">Of the refusal's stable name, for the reader.</param>
    public async Task WriteAsync(long orderId, IReadOnlyList<string> headings, Func<string, string> words, Stream to, CancellationToken cancellation)
    {
        using var writer = new CsvWriter(to, hasDecimalComma: true, cancellation);
        await writer.StartAsync([.. headings.Select(heading => new TextColumn(heading, ColumnWidth, _ => null))]);
        foreach (var line in await _orders.RefusedAsync(orderId))
        {
            await writer.StartRowAsync();
            writer.Text(line.Line.ToString(CultureInfo.InvariantCulture));
            writer.Text(line.Typed);
            writer.Text(words(line.Error));
            await writer.EndRowAsync();
        }

        await writer.CompleteAsync();
    }
}
