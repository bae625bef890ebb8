using System.IO.Compression;
using Guichet.Domain;

namespace Guichet.App.Payments.Exporting;

/// <summary>
/// A workbook, forward only: the sheets as they fill, then the few parts that name them. Texts stand in their cells (a table of shared ones would have to be
/// kept), typed and formatted as texts, so that nothing in them is ever a formula (I-42).
/// </summary>
internal sealed class XlsxWriter(Stream to, string sheetName, CancellationToken cancellation, int maxRows = XlsxWriter.MaxRows) : ExportWriter
{
    /// <summary>Of a sheet, with its heading: a limit of the format.</summary>
    public const int MaxRows = 1_048_576;

    private static readonly long Epoch = new DateTime(1899, 12, 30).Ticks;

    private readonly Spool _spool = new();
    private IReadOnlyList<ExportColumn> _columns = [];
    private byte[][] _letters = [];
    private ZipArchive? _archive;
    private Stream? _sheet;
    private int _sheets;
    private int _row;
    private int _column;

    public override async ValueTask StartAsync(IReadOnlyList<ExportColumn> columns)
    {
        (_columns, _letters) = (columns, [.. columns.Select((_, i) => XlsxParts.Letters(i))]);
        _archive = new ZipArchive(_spool, ZipArchiveMode.Create, leaveOpen: true);
        await StartSheetAsync();
    }

    public override async ValueTask StartRowAsync()
    {
        if (_row == maxRows)
        {
            await EndSheetAsync();
            await StartSheetAsync();
        }

        NextRow();
    }

    public override void Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            _column++;
            return;
        }

        AddText(text, XlsxParts.TextStyle);
    }

    public override void Instant(DateTime? local)
    {
        if (local is not { } at)
        {
            _column++;
            return;
        }

        StartCell(XlsxParts.InstantStyle);
        Add("\"><v>"u8);
        // Days since the end of 1899, as a spreadsheet counts time.
        AddNumber((at.Ticks - at.Ticks % TimeSpan.TicksPerSecond - Epoch) / (double)TimeSpan.TicksPerDay, "R");
        Add("</v></c>"u8);
    }

    public override void Amount(Money? amount)
    {
        if (amount is not { } value)
        {
            _column++;
            return;
        }

        StartCell(XlsxParts.AmountStyle);
        Add("\"><v>"u8);
        AddEuros(value, (byte)'.');
        Add("</v></c>"u8);
    }

    public override ValueTask EndRowAsync()
    {
        Add("</row>"u8);
        return HandOverIfFullAsync();
    }

    public override async ValueTask CompleteAsync()
    {
        await EndSheetAsync();
        foreach (var (name, content) in XlsxParts.Around(sheetName, _sheets))
        {
            using var part = Open(name);
            part.Write(content);
        }

        _archive!.Dispose();
        await DrainAsync();
    }

    /// <summary>After a failure the end of the file goes no further than the spool.</summary>
    public override void Dispose()
    {
        _sheet?.Dispose();
        _archive?.Dispose();
        _spool.Dispose();
        base.Dispose();
    }

    protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _sheet!.Write(bytes.Span);
        return DrainAsync();
    }

    private async ValueTask DrainAsync()
    {
        await to.WriteAsync(_spool.Written, cancellation);
        _spool.Clear();
    }

    private async Task StartSheetAsync()
    {
        (_sheets, _row) = (_sheets + 1, 0);
        _sheet = Open(XlsxParts.SheetPath(_sheets));
        Add(XlsxParts.BeforeRows(_columns));
        NextRow();
        foreach (var column in _columns)
        {
            AddText(column.Heading, XlsxParts.HeadingStyle);
        }

        await EndRowAsync();
    }

    private async Task EndSheetAsync()
    {
        Add(XlsxParts.AfterRows(_columns.Count, _row));
        await HandOverAsync();
        _sheet!.Dispose();
        await DrainAsync();
    }

    private Stream Open(string name) => _archive!.CreateEntry(name, CompressionLevel.Fastest).Open();

    private void NextRow()
    {
        (_row, _column) = (_row + 1, 0);
        Add("<row r=\""u8);
        AddNumber(_row);
        Add("\">"u8);
    }

    /// <summary>Up to its style, still inside the quotes.</summary>
    private void StartCell(ReadOnlySpan<byte> style)
    {
        Add("<c r=\""u8);
        Add(_letters[_column++]);
        AddNumber(_row);
        Add("\" s=\""u8);
        Add(style);
    }

    private void AddText(string text, ReadOnlySpan<byte> style)
    {
        StartCell(style);
        Add(XlsxText.HasOuterSpace(text) ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : "\" t=\"inlineStr\"><is><t>"u8);
        AddChars(XlsxText.Escape(text));
        Add("</t></is></c>"u8);
    }
}
