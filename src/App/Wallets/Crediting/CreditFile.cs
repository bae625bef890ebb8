using System.Globalization;
using System.Text;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Microsoft.VisualBasic.FileIO;

namespace Guichet.App.Wallets.Crediting;

/// <param name="Line">As a text editor counts.</param>
/// <param name="Identifier">In the normal form of <see cref="CustomerIdentifier"/>; as typed when it cannot be one.</param>
/// <param name="Part">What is credited; or why not.</param>
internal readonly record struct CreditFileLine(int Line, string Identifier, Result<VoucherPart> Part);

/// <summary>
/// The file of an employer's order: a heading, then one customer a line. Columns by their names, in any order, others are passed over: «identifiant» (11 digits
/// or e-mail), «montant» (as people type amounts), and, where wanted, «annee» (of issue; the current one otherwise). Separated by «;», «,» or tabs; UTF-8, else
/// Windows' Western letters.
/// </summary>
internal static class CreditFile
{
    public const int MaxBytes = 16 * 1024 * 1024;
    public const int MaxLines = 100_000;
    private const int MaxLineLength = 4_000;
    private static readonly string[] Identifiers = ["identifiant", "identifier"], Amounts = ["montant", "amount"], Years = ["annee", "annee d'emission", "issue year"];

    /// <summary>Refuses file_invalid: too large, too long, or without the two columns that it needs.</summary>
    public static Result<IReadOnlyList<CreditFileLine>> Read(byte[] content, DateOnly today)
    {
        using var reader = new StringReader(Decode(content));
        var heading = reader.ReadLine();
        var separator = heading?.IndexOfAny([';', ',', '\t']) is { } at and >= 0 ? heading[at] : '\0';
        if (content.Length > MaxBytes || separator == '\0' || heading!.Length > MaxLineLength || Columns.Of(Split(heading, separator)) is not { } columns)
        {
            return RefusalCode.FileInvalid;
        }

        var lines = new List<CreditFileLine>();
        var number = 1;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (lines.Count == MaxLines)
            {
                return RefusalCode.FileInvalid;
            }

            lines.Add(Line(number, text.Length <= MaxLineLength ? Split(text, separator) : [], columns, today));
        }

        return lines.Count > 0 ? lines : RefusalCode.FileInvalid;
    }

    private static CreditFileLine Line(int number, string[] fields, Columns columns, DateOnly today)
    {
        if (fields.Length <= Math.Max(columns.Identifier, columns.Amount))
        {
            return new(number, fields.FirstOrDefault() ?? "", RefusalCode.FileInvalid);
        }

        var typed = fields[columns.Identifier];
        if (!CustomerIdentifier.Parse(typed).TryGet(out var identifier, out var unusable))
        {
            return new(number, typed, unusable);
        }

        if (!MoneyText.TryParse(fields[columns.Amount], out var amount))
        {
            return new(number, identifier, RefusalCode.AmountInvalid);
        }

        return new(number, identifier, VoucherCredit.Part(amount, Year(fields, columns, today), today));
    }

    /// <summary>0, which no titles are of, for what is no year.</summary>
    private static int Year(string[] fields, Columns columns, DateOnly today) =>
        columns.Year is not { } column || column >= fields.Length || fields[column].Length == 0 ? today.Year
        : int.TryParse(fields[column], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;

    private static string[] Split(string line, char separator)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(separator, StringSplitOptions.TrimEntries);
        }

        using var parser = new TextFieldParser(new StringReader(line)) { Delimiters = [separator.ToString()], HasFieldsEnclosedInQuotes = true };
        try
        {
            return parser.ReadFields() ?? [];
        }
        catch (MalformedLineException)
        {
            return [];
        }
    }

    private static string Decode(byte[] content)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var bytes = content.AsSpan().StartsWith(mark) ? content.AsSpan(mark.Length) : content;
        return (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
    }

    private sealed record Columns(int Identifier, int Amount, int? Year)
    {
        /// <summary>Null without the two that are needed, and when one stands there twice.</summary>
        public static Columns? Of(string[] heading)
        {
            var names = heading.Select(Plain).ToArray();
            int[] identifier = Places(Identifiers), amount = Places(Amounts), year = Places(Years);
            return identifier.Length == 1 && amount.Length == 1 && year.Length <= 1 ? new(identifier[0], amount[0], year is [var only] ? only : null) : null;

            int[] Places(string[] wanted) => [.. Enumerable.Range(0, names.Length).Where(i => wanted.Contains(names[i]))];
        }

        /// <summary>«Année» is «annee».</summary>
        private static string Plain(string name) =>
            string.Concat(name.Trim().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
    }
}
