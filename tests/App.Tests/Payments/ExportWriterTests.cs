using System.IO.Compression;
using System.Text;
using Guichet.App.Payments.Exporting;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>Cells and sheets, without a database.</summary>
public sealed class ExportWriterTests
{
    private static readonly ExportColumn[] Columns = [new TextColumn("text", 10, _ => null), new AmountColumn("amount", _ => null)];

    /// <summary>I-42, and what neither form may lose.</summary>
    public static readonly TheoryData<string, bool> Texts = new()
    {
        { "=1+1", true }, { "=HYPERLINK(\"https://example.org\";\"x\")", true }, { "+33612345678", true }, { "-12", true }, { "@SUM(A1)", true }, { "\t=1+1", true }, { "\r=1+1", true },
        { "\n=1+1", true }, { "\uFF1D1+1", true }, { "\uFF0B1", true }, { "\uFF0D1", true }, { "\uFF20a", true }, { "  =1+1", true }, { "\u00A0=1+1", true }, { "a=1+1", false }, { "REF202606241", false }, { "lea@example.org", false },
        { "'=1+1", false }, { "Panier; \"bleu\", <b>&amp;</b>", false }, { " around ", false }, { "two\r\nlines", false }, { "a\u0001b", false }, { "_x000D_", false }, { "_x0041_x0042_", false }, { "__x0041_", false }, { "été 🏖️ 日本", false }, { "00042", false }, { "12e4567890", false },
    };

    [Theory, MemberData(nameof(Texts))]
    public async Task No_text_becomes_a_formula_and_none_is_lost(string text, bool isGuarded)
    {
        var xlsx = await WriteAsync(to => new XlsxWriter(to, "S", default), [text]);
        var cell = ExportedFile.Sheets(xlsx)[0].Rows[1][0]!;
        (cell.Type, cell.Format).ShouldBe(("inlineStr", "@"));
        Unescape(cell.Value).ShouldBe(text);

        var csv = Encoding.UTF8.GetString(await WriteAsync(to => new CsvWriter(to, true, default), [text]));
        var raw = csv.Split("\r\n", 2)[1];
        // Whatever reader: the first character of the cell is none of those that start a formula.
        raw.TrimStart('"')[0].ShouldNotBeOneOf('=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20');
        ExportedFile.Csv(new StringReader(csv)).ElementAt(1)[0].ShouldBe(isGuarded ? $"'{text}" : text);
    }

    [Theory]
    [InlineData(0, "0.00", "0,00")]
    [InlineData(1, "0.01", "0,01")]
    [InlineData(10, "0.10", "0,10")]
    [InlineData(123456, "1234.56", "1234,56")]
    [InlineData(-250, "-2.50", "-2,50")]
    [InlineData(10_000_000_000_000_01, "10000000000000.01", "10000000000000,01")]
    public async Task Amounts_are_whole_cents(long cents, string number, string text)
    {
        ExportedFile.Sheets(await WriteAsync(to => new XlsxWriter(to, "S", default), ["x"], new Money(cents)))[0].Rows[1][1]!.Value.ShouldBe(number);
        ExportedFile.Csv(new StringReader(Encoding.UTF8.GetString(await WriteAsync(to => new CsvWriter(to, true, default), ["x"], new Money(cents))))).ElementAt(1)[1].ShouldBe(text);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    public async Task A_full_sheet_is_followed_by_another_with_its_heading(int rows, int sheets)
    {
        var texts = Enumerable.Range(1, rows).Select(i => $"row {i}").ToArray();
        var written = ExportedFile.Sheets(await WriteAsync(to => new XlsxWriter(to, "Opérations", default, maxRows: 4), texts));
        written.Select(sheet => sheet.Name).ShouldBe(Enumerable.Range(1, sheets).Select(n => n == 1 ? "Opérations" : $"Opérations {n}"));
        written.ShouldAllBe(sheet => sheet.Rows[0][0]!.Value == "text" && sheet.Rows.Count <= 4);
        written.SelectMany(sheet => sheet.Rows.Skip(1)).Select(row => row[0]!.Value).ShouldBe(texts);
    }

    [Fact]
    public async Task A_file_that_breaks_has_no_end()
    {
        var texts = Enumerable.Range(0, 100_000).Select(i => $"{i * 7919 % 100_003:x}{i * 104_729L % 1_000_003:x}").ToArray();
        await using var file = new ForwardStream { BreaksAfter = 200_000 };
        await Should.ThrowAsync<IOException>(async () => await WriteAsync(new XlsxWriter(file, "S", default), texts));
        Should.Throw<InvalidDataException>(() => new ZipArchive(new MemoryStream(file.Written), ZipArchiveMode.Read));
    }

    private static async Task<byte[]> WriteAsync(Func<Stream, ExportWriter> writer, string[] texts, Money? amount = null)
    {
        await using var file = new ForwardStream();
        await WriteAsync(writer(file), texts, amount);
        return file.Written;
    }

    private static async Task WriteAsync(ExportWriter made, string[] texts, Money? amount = null)
    {
        using var writer = made;
        await writer.StartAsync(Columns);
        foreach (var text in texts)
        {
            await writer.StartRowAsync();
            writer.Text(text);
            writer.Amount(amount);
            await writer.EndRowAsync();
        }

        await writer.CompleteAsync();
    }

    /// <summary>What a spreadsheet makes of _xHHHH_; XML itself turns a bare CR LF into LF, so they must be escaped.</summary>
    private static string Unescape(string cell) => System.Text.RegularExpressions.Regex.Replace(cell, "_x([0-9A-F]{4})_", match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}");
}
