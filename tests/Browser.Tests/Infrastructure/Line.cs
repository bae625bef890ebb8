using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>
/// The line between one browser and the server, which can be cut. Offline emulation alone leaves open streams alive; here, while it is cut, nothing passes
/// and nobody is told, as when a till loses its wireless network. When it is back, what was open before is gone, and new connections pass.
/// </summary>
public sealed class Line : IAsyncDisposable
{
    const int BufferBytes = 16 * 1024;
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource over = new();
    readonly ConcurrentDictionary<Socket, byte> open = new();
    readonly int port;
    readonly Task accepting;
    volatile bool isCut, isDeaf;

    public Line(Uri server)
    {
        port = server.Port;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>What the browser is given instead of the server's address.</summary>
    public Uri Url => new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Cut() => isCut = true;

    /// <summary>What the browser says still arrives; what the server answers does not.</summary>
    public void CutAnswers() => isDeaf = true;

    public void Mend()
    {
        isCut = isDeaf = false;
        CloseAll();
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        CloseAll();
        await accepting;
        over.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await listener.AcceptSocketAsync(over.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { } // the test is over
    }

    async Task RelayAsync(Socket browser)
    {
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp);
        using (browser)
        {
            open[browser] = open[server] = 0;
            try
            {
                await server.ConnectAsync("localhost", port, over.Token);
                await Task.WhenAny(PumpAsync(browser, server, () => isCut), PumpAsync(server, browser, () => isCut || isDeaf));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { } // one side has gone, so does the other
            open.TryRemove(browser, out _);
            open.TryRemove(server, out _);
        }
    }

    async Task PumpAsync(Socket from, Socket to, Func<bool> isSilent)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, over.Token) is > 0 and var count)
                if (!isSilent()) await to.SendAsync(buffer.AsMemory(0, count), over.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { } // as above
    }

    void CloseAll()
    {
        foreach (var socket in open.Keys) socket.Dispose();
    }
}
