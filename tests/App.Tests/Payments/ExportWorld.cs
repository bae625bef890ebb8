using System.Globalization;
using System.Text;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Exporting;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>Exports of a <see cref="ListWorld"/>, whose words are the names of things, so that a test says what it means.</summary>
internal static class ExportWorld
{
    public static readonly ExportWords Words = new(
        "Opérations", ExportColumns.Names.ToDictionary(name => name), Enum.GetValues<PaymentStatus>().ToDictionary(x => x, x => $"{x}"),
        Enum.GetValues<PaymentType>().ToDictionary(x => x, x => $"{x}"), Enum.GetValues<RequestChannel>().ToDictionary(x => x, x => $"{x}"),
        payment => payment.Remainder is null ? null : "partial", HasDecimalComma: true);

    public static async Task<byte[]> FileAsync(this ListWorld world, ExportFormat format, MerchantActor actor, PaymentFilter? filter = null, ExportWords? words = null)
    {
        await using var export = await world.Exports.OpenAsync(actor, filter ?? new(), ListWorld.Now);
        return await FileAsync(export, format, words: words);
    }

    /// <param name="onWrite">Before the first bytes reach the file.</param>
    public static async Task<byte[]> FileAsync(PaymentExport export, ExportFormat format, Func<Task>? onWrite = null, ExportWords? words = null)
    {
        await using var file = new ForwardStream { OnFirstWrite = onWrite };
        await export.WriteAsync(format, words ?? Words, file);
        return file.Written;
    }

    /// <summary>The rows of a file of one sheet, by column, without the heading.</summary>
    public static List<Dictionary<string, ExportedCell?>> Rows(byte[] xlsx)
    {
        var rows = ExportedFile.Sheets(xlsx).ShouldHaveSingleItem().Rows;
        return [.. rows.Skip(1).Select(row => row.Select((cell, i) => (Name: rows[0][i]!.Value, cell)).ToDictionary(x => x.Name, x => x.cell))];
    }

    public static List<Dictionary<string, string>> CsvRows(byte[] csv)
    {
        var rows = ExportedFile.Csv(new StringReader(Encoding.UTF8.GetString(csv).TrimStart('\uFEFF'))).ToList();
        return [.. rows.Skip(1).Select(row => row.Select((cell, i) => (Name: rows[0][i], cell)).ToDictionary(x => x.Name, x => x.cell))];
    }

    /// <summary>A number of days as the instant that a spreadsheet shows for it, to the second.</summary>
    public static string Shown(ExportedCell cell) =>
        new DateTime(1899, 12, 30).AddSeconds(Math.Round(double.Parse(cell.Value, CultureInfo.InvariantCulture) * 86_400)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>What an answer over HTTP is: forward only, and whoever writes to it synchronously fails.</summary>
internal sealed class ForwardStream : Stream
{
    private readonly MemoryStream _written = new();
    private bool _hasStarted;

    public Func<Task>? OnFirstWrite { get; init; }

    /// <summary>Bytes after which it fails.</summary>
    public long? BreaksAfter { get; init; }

    public byte[] Written => _written.ToArray();
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_hasStarted && OnFirstWrite is not null)
        {
            _hasStarted = true;
            await OnFirstWrite();
        }

        if (_written.Length + buffer.Length > BreaksAfter)
        {
            throw new IOException("It breaks here.");
        }

        _written.Write(buffer.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() => throw new InvalidOperationException("Synchronous");

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
