using System.Buffers;
using Guichet.Domain;

namespace Guichet.App.Payments.Exporting;

/// <summary>UTF-8 with a byte order mark (without it Excel reads another encoding), semicolons, CR LF, quotes where they are needed.</summary>
internal sealed class CsvWriter(Stream to, bool hasDecimalComma, CancellationToken cancellation) : ExportWriter
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\";,\t\r\n'");

    /// <summary>What makes a cell a formula in one reader or another, also in full width (I-42).</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    private bool _isFirst;

    public override async ValueTask StartAsync(IReadOnlyList<ExportColumn> columns)
    {
        Add("\uFEFF"u8);
        await StartRowAsync();
        foreach (var column in columns)
        {
            Text(column.Heading);
        }

        await EndRowAsync();
    }

    public override ValueTask StartRowAsync()
    {
        _isFirst = true;
        return default;
    }

    public override void Text(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        // A reader may pass over spaces before it looks for a formula.
        var isFormula = Formula.Contains(text[0]) || (text.AsSpan().TrimStart() is [var first, ..] && Formula.Contains(first));
        if (!isFormula && text.AsSpan().IndexOfAny(Quoted) < 0)
        {
            AddChars(text);
            return;
        }

        Add(isFormula ? "\"'"u8 : "\""u8);
        AddChars(text.Contains('"', StringComparison.Ordinal) ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text);
        Add("\""u8);
    }

    public override void Instant(DateTime? local)
    {
        Separate();
        if (local is { } at)
        {
            AddNumber(at, "dd/MM/yyyy HH:mm:ss");
        }
    }

    public override void Amount(Money? amount)
    {
        Separate();
        if (amount is { } value)
        {
            AddEuros(value, hasDecimalComma ? (byte)',' : (byte)'.');
        }
    }

    public override ValueTask EndRowAsync()
    {
        Add("\r\n"u8);
        return HandOverIfFullAsync();
    }

    public override ValueTask CompleteAsync() => HandOverAsync();

    protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => to.WriteAsync(bytes, cancellation);

    private void Separate()
    {
        Add(_isFirst ? [] : ";"u8);
        _isFirst = false;
    }
}
