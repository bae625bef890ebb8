using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Bench;

/// <summary>The workbook as LibreOffice reads it, the .csv and the list: three ways to the same rows.</summary>
internal static class ExportComparison
{
    private static readonly TimeSpan OfficeLimit = TimeSpan.FromMinutes(30);

    public static async Task<bool> RunAsync(ExportBenchWorld world, string folder)
    {
        var started = Stopwatch.GetTimestamp();
        if (!await ConvertAsync(folder))
        {
            return false;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LibreOffice opened it and wrote it out in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        // One file a sheet, its name with that of the sheet.
        using var office = ExportedFiles(Directory.GetFiles(folder, "operations-*.csv").Order(StringComparer.Ordinal)).GetEnumerator();
        using var csv = ExportedFiles([Path.Combine(folder, "operations.csv")]).GetEnumerator();
        var rows = 0L;
        await foreach (var payment in world.ListAsync())
        {
            rows++;
            if (!office.MoveNext() || !csv.MoveNext())
            {
                Console.WriteLine($"NOT SOUND: the files end before row {rows}");
                return false;
            }

            var (shown, plain, listed) = (string.Join(" | ", Normal(office.Current)), string.Join(" | ", Normal(csv.Current)), Listed(payment));
            if (shown != plain || Fields(csv.Current) != listed)
            {
                Console.WriteLine($"NOT SOUND, row {rows}:\n  LibreOffice {shown}\n  .csv        {plain}\n  list        {listed}");
                return false;
            }
        }

        var isOver = !office.MoveNext() && !csv.MoveNext();
        Console.WriteLine(isOver ? string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} rows are the same in LibreOffice, in the .csv and in the list, in the same order") : "NOT SOUND: the files have more rows than the list");
        return isOver;
    }

    private static readonly int[] Compared = [0, 3, 4, 5, 9, 11, 12, 13, 14, 15, 16, 17];

    /// <summary>What a payment is told from others by, from the domain's own values.</summary>
    private static string Listed(Payment payment) => string.Join(" | ", payment.Number, Local(payment.CreatedAt), Local(payment.LastActivityAt), payment.PaidAt is { } paid ? Local(paid) : "",
        payment.Details.OrderReference, payment.Addressee.Contact, payment.Details.Description, payment.Details.CustomerReference, payment.Details.SellerReference,
        payment.Amounts.Requested, payment.Received, payment.Amounts.Captured);

    private static string Fields(string[] row) => string.Join(" | ", Compared.Select(i => Normal(row)[i]));

    /// <summary>«1 234,50 €» and «1,234.50 €» as 1234.50; an apostrophe is the guard of a .csv.</summary>
    private static string[] Normal(string[] row) => [.. row.Select((cell, i) => i is < 15 or > 18 ? cell.TrimStart('\'')
        : cell.Length == 0 ? "" : $"{string.Concat(cell.Where(char.IsAsciiDigit))[..^2]}.{string.Concat(cell.Where(char.IsAsciiDigit))[^2..]}")];

    private static string Local(DateTimeOffset at) => ParisCalendar.LocalOf(at).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> ExportedFiles(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var text = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            foreach (var row in ExportedFile.Csv(text).Skip(1))
            {
                yield return row;
            }
        }
    }

    private static async Task<bool> ConvertAsync(string folder)
    {
        // Semicolons, quotes, UTF-8, cells as they are shown, every sheet.
        ProcessStartInfo start = new("soffice", [$"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1",
            "--outdir", folder, Path.Combine(folder, "operations.xlsx")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var office = Process.Start(start)!;
        using var patience = new CancellationTokenSource(OfficeLimit);
        try
        {
            var (output, errors) = (office.StandardOutput.ReadToEndAsync(patience.Token), office.StandardError.ReadToEndAsync(patience.Token));
            await office.WaitForExitAsync(patience.Token);
            if (office.ExitCode == 0 && Directory.GetFiles(folder, "operations-*.csv").Length > 0)
            {
                return true;
            }

            Console.WriteLine($"LibreOffice could not open the file:\n{await output}{await errors}");
            return false;
        }
        finally
        {
            if (!office.HasExited)
            {
                office.Kill(entireProcessTree: true);
            }
        }
    }
}
