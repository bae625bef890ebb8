using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Guichet.Fixtures;

/// <param name="Type">As the file has it: «inlineStr» for a text, null for a number.</param>
/// <param name="Format">The number format of its style.</param>
public sealed record ExportedCell(string? Type, string Format, string Value);

/// <summary>Exported files read by somebody else's code (System.IO.Compression, System.Xml), never by that which wrote them.</summary>
public static class ExportedFile
{
    static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Sheet by sheet, row by row; a cell that is not there is null.</summary>
    public static List<(string Name, List<ExportedCell?[]> Rows)> Sheets(byte[] xlsx)
    {
        using ZipArchive archive = new(new MemoryStream(xlsx), ZipArchiveMode.Read);
        var types = Load(archive, "[Content_Types].xml").Root!.Elements().Select(e => (string?)e.Attribute("PartName")).ToList();
        var targets = Load(archive, "xl/_rels/workbook.xml.rels").Root!.Elements().ToDictionary(e => (string)e.Attribute("Id")!, e => (string)e.Attribute("Target")!);
        var formats = Formats(Load(archive, "xl/styles.xml"));
        return [.. Load(archive, "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet =>
        {
            var path = $"xl/{targets[(string)sheet.Attribute(Relations + "id")!]}";
            if (!types.Contains($"/{path}")) throw new InvalidDataException($"{path} has no content type");
            return ((string)sheet.Attribute("name")!, Rows(Load(archive, path), formats));
        })];
    }

    public static XDocument Part(byte[] xlsx, string path)
    {
        using ZipArchive archive = new(new MemoryStream(xlsx), ZipArchiveMode.Read);
        return Load(archive, path);
    }

    /// <summary>Fields of a text with semicolons, quotes and CR LF (or LF: LibreOffice's); a byte order mark stays where it is.</summary>
    public static IEnumerable<string[]> Csv(TextReader text)
    {
        List<string> row = [];
        StringBuilder field = new();
        var isQuoted = false;
        for (var c = text.Read(); c >= 0; c = text.Read())
        {
            if (isQuoted && c == '"' && text.Peek() == '"') field.Append((char)text.Read());
            else if (c == '"') isQuoted = !isQuoted;
            else if (isQuoted || c is not (';' or '\r' or '\n')) field.Append((char)c);
            else if (c != '\r' || text.Peek() != '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == ';') continue;
                yield return [.. row];
                row.Clear();
            }
        }
        if (isQuoted || row.Count > 0 || field.Length > 0) throw new InvalidDataException("The file ends in the middle of a row");
    }

    static List<ExportedCell?[]> Rows(XDocument sheet, string[] formats)
    {
        List<ExportedCell?[]> rows = [];
        foreach (var row in sheet.Descendants(Main + "row"))
        {
            if ((int)row.Attribute("r")! != rows.Count + 1) throw new InvalidDataException($"Row {row.Attribute("r")} comes after {rows.Count}");
            var cells = new ExportedCell?[sheet.Descendants(Main + "col").Count()];
            foreach (var cell in row.Elements(Main + "c"))
            {
                var (name, type) = ((string)cell.Attribute("r")!, (string?)cell.Attribute("t"));
                if (cell.Element(Main + "f") is not null) throw new InvalidDataException($"A formula in {name}");
                var value = type == "inlineStr" ? (string)cell.Element(Main + "is")!.Element(Main + "t")! : (string)cell.Element(Main + "v")!;
                cells[name[0] - 'A'] = new ExportedCell(type, formats[(int)cell.Attribute("s")!], value);
            }
            rows.Add(cells);
        }
        return rows;
    }

    static string[] Formats(XDocument styles)
    {
        var named = styles.Descendants(Main + "numFmt").ToDictionary(f => (int)f.Attribute("numFmtId")!, f => (string)f.Attribute("formatCode")!);
        named[0] = "General";
        named[49] = "@";
        return [.. styles.Descendants(Main + "cellXfs").Elements(Main + "xf").Select(xf => named[(int)xf.Attribute("numFmtId")!])];
    }

    static XDocument Load(ZipArchive archive, string path)
    {
        using var part = (archive.GetEntry(path) ?? throw new InvalidDataException($"{path} is not there")).Open();
        return XDocument.Load(part, LoadOptions.PreserveWhitespace);
    }
}
