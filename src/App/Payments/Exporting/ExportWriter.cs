using System.Buffers;
using System.Text;
using Guichet.Domain;

namespace Guichet.App.Payments.Exporting;

/// <summary>Cells, one after the other. Collects some tens of kilobytes and hands them on asynchronously, so that a slow reader slows the reading down.</summary>
internal abstract class ExportWriter : IDisposable
{
    private const int HandOverBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * HandOverBytes);

    public abstract ValueTask StartAsync(IReadOnlyList<ExportColumn> columns);

    public abstract ValueTask StartRowAsync();

    public abstract void Text(string? text);

    /// <param name="local">In Paris; fractions of a second are cut off.</param>
    public abstract void Instant(DateTime? local);

    public abstract void Amount(Money? amount);

    public abstract ValueTask EndRowAsync();

    /// <summary>Ends the file. Not to be called after a failure.</summary>
    public abstract ValueTask CompleteAsync();

    public virtual void Dispose()
    {
    }

    /// <summary>Takes bytes on their way, all of them before it answers.</summary>
    protected abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    protected void Add(ReadOnlySpan<byte> utf8) => _buffer.Write(utf8);

    protected void AddChars(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _buffer);

    protected void AddNumber<T>(T number, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        // More than any number or date that is written here.
        number.TryFormat(_buffer.GetSpan(40), out var written, format, System.Globalization.CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }

    /// <summary>Euros with two decimals, from whole cents: no floating point comes near.</summary>
    protected void AddEuros(Money amount, byte separator)
    {
        var (euros, cents) = Math.DivRem(Math.Abs(amount.Cents), 100);
        Add(amount.Cents < 0 ? "-"u8 : []);
        AddNumber(euros);
        Add([separator]);
        AddNumber(cents, "00");
    }

    protected ValueTask HandOverIfFullAsync() => _buffer.WrittenCount < HandOverBytes ? default : HandOverAsync();

    protected async ValueTask HandOverAsync()
    {
        await SendAsync(_buffer.WrittenMemory);
        _buffer.ResetWrittenCount();
    }
}
