using System.Buffers;

namespace Guichet.App.Payments.Exporting;

/// <summary>
/// Some kilobytes between an archive and an answer over HTTP: ends of its parts are written synchronously by the framework, which an answer refuses. Cannot
/// seek, so that the archive writes forward only.
/// </summary>
internal sealed class Spool : Stream
{
    private readonly ArrayBufferWriter<byte> _written = new();

    public ReadOnlyMemory<byte> Written => _written.WrittenMemory;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Clear() => _written.ResetWrittenCount();

    public override void Write(ReadOnlySpan<byte> buffer) => _written.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
