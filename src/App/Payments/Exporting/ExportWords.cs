using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Exporting;

public enum ExportFormat
{
    /// <summary>Office Open XML, for Excel and LibreOffice.</summary>
    Xlsx,

    /// <summary>UTF-8 with a byte order mark, semicolons, CR LF.</summary>
    Csv,
}

/// <summary>What a file says in the reader's language; looked up once a file and not once a row.</summary>
/// <param name="SheetName">At most 27 characters (31 with the number of a further sheet), none of []:*?/\.</param>
/// <param name="Headings">By the name of the column (<see cref="ExportColumns.Names"/>).</param>
/// <param name="QualifierOf">What stands beside the status; null for nothing.</param>
/// <param name="HasDecimalComma">Of amounts in a .csv; a number of an .xlsx is shown as its reader is set.</param>
public sealed record ExportWords(
    string SheetName, IReadOnlyDictionary<string, string> Headings, IReadOnlyDictionary<PaymentStatus, string> Statuses, IReadOnlyDictionary<PaymentType, string> Types,
    IReadOnlyDictionary<RequestChannel, string> Channels, Func<Payment, string?> QualifierOf, bool HasDecimalComma);
