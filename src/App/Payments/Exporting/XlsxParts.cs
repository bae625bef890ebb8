using System.Globalization;
using System.Text;

namespace Guichet.App.Payments.Exporting;

/// <summary>Everything of a workbook that is not a row.</summary>
internal static class XlsxParts
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Places in the list of <see cref="Styles"/>.</summary>
    public static ReadOnlySpan<byte> HeadingStyle => "1"u8;

    public static ReadOnlySpan<byte> TextStyle => "2"u8;

    public static ReadOnlySpan<byte> InstantStyle => "3"u8;

    public static ReadOnlySpan<byte> AmountStyle => "4"u8;

    /// <summary>49 is the format «text»: also who edits such a cell gets no formula.</summary>
    private const string Styles = $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="#,##0.00\ &quot;€&quot;"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    /// <summary>A, …, Z, AA, …</summary>
    public static byte[] Letters(int column) => column < 26 ? [(byte)('A' + column)] : [.. Letters(column / 26 - 1), (byte)('A' + column % 26)];

    public static string SheetPath(int sheet) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheet}.xml");

    /// <summary>The heading stays in sight.</summary>
    public static byte[] BeforeRows(IReadOnlyList<ExportColumn> columns)
    {
        var widths = string.Concat(columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{column.Width}\" customWidth=\"1\"/>")));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
            <sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>
            """);
    }

    /// <summary>With filters on the heading, and no green corners at numbers that are names (a Shop ID).</summary>
    public static byte[] AfterRows(int columns, int rows)
    {
        var all = string.Create(CultureInfo.InvariantCulture, $"A1:{Encoding.ASCII.GetString(Letters(columns - 1))}{rows}");
        return Encoding.UTF8.GetBytes($"</sheetData><autoFilter ref=\"{all}\"/><ignoredErrors><ignoredError sqref=\"{all}\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>");
    }

    /// <summary>What names the sheets, once it is known how many there are.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Around(string sheetName, int sheets)
    {
        var numbers = Enumerable.Range(1, sheets).ToList();
        yield return Part("xl/styles.xml", Styles);
        yield return Part("xl/workbook.xml", $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{Each(n => $"<sheet name=\"{XlsxText.Escape(n == 1 ? sheetName : $"{sheetName} {n}")}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")}</sheets></workbook>
            """);
        yield return Part("xl/_rels/workbook.xml.rels", $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="{PackageRelations}">{Each(n => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")}<Relationship Id="rId{sheets + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """);
        yield return Part("_rels/.rels", $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        yield return Part("[Content_Types].xml", $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>{Each(n => $"<Override PartName=\"/{SheetPath(n)}\" ContentType=\"{Types}.worksheet+xml\"/>")}</Types>
            """);

        string Each(Func<int, string> of) => string.Concat(numbers.Select(of));
    }

    private static (string, byte[]) Part(string name, string content) => (name, Encoding.UTF8.GetBytes(content));
}
