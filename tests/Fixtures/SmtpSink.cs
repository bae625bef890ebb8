using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Guichet.Fixtures;

/// <summary>What a mail server received: envelope and content as it came over the wire.</summary>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, bool Tls, byte[] Content);

/// <summary>A real SMTP server for tests: Debian's python3-aiosmtpd in a process of its own, which ends with this one. Its mailboxes are told in smtp_sink.py.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    const string Python = "/usr/bin/python3"; // the one that Debian's packages belong to
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30), StopLimit = TimeSpan.FromSeconds(10);
    readonly Process process;
    readonly Channel<ReceivedMail> received = Channel.CreateUnbounded<ReceivedMail>();
    readonly Task reading;

    SmtpSink(Process process, int port)
    {
        (this.process, Port) = (process, port);
        reading = ReadAsync();
    }

    public int Port { get; }

    /// <summary>As GUICHET_MAIL takes it.</summary>
    public string Address => $"smtp://127.0.0.1:{Port}";

    /// <param name="port">To come back at the same place; a free one otherwise.</param>
    /// <param name="login">«user:password», demanded then.</param>
    /// <param name="tls">Certificate and key files (PEM): STARTTLS is offered.</param>
    public static async Task<SmtpSink> StartAsync(int? port = null, string? login = null, (string Certificate, string Key)? tls = null)
    {
        var at = port ?? FreePort();
        string[] args = [Repository.PathOf("tests/Fixtures/smtp_sink.py"), $"{at}", .. login is null ? (string[])[] : ["--login", login], .. tls is { } files ? (string[])["--tls", files.Certificate, files.Key] : []];
        var process = new Process { StartInfo = new(Python, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource patience = new(StartLimit);
        if (await process.StandardOutput.ReadLineAsync(patience.Token) != "ready")
        {
            throw new InvalidOperationException($"The mail server did not start (package python3-aiosmtpd): {await errors}");
        }

        return new(process, at);
    }

    /// <summary>The next messages, in the order in which they came; fails when they do not come in time.</summary>
    public async Task<List<ReceivedMail>> TakeAsync(int count)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        List<ReceivedMail> mails = [];
        while (mails.Count < count) mails.Add(await received.Reader.ReadAsync(patience.Token));
        return mails;
    }

    /// <summary>What has come by now and was not taken yet.</summary>
    public IEnumerable<ReceivedMail> TakeWhatCame()
    {
        while (received.Reader.TryRead(out var mail)) yield return mail;
    }

    /// <summary>The next message; null once everything that came before the end was given.</summary>
    public async Task<ReceivedMail?> NextAsync() =>
        await received.Reader.WaitToReadAsync() && received.Reader.TryRead(out var mail) ? mail : null;

    /// <summary>What else has come: to be asked after the sender has ended.</summary>
    public int Waiting => received.Reader.Count;

    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using CancellationTokenSource patience = new(StopLimit);
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { process.Kill(); }
        await reading;
        process.Dispose();
    }

    async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var mail = JsonDocument.Parse(line).RootElement;
            received.Writer.TryWrite(new(mail.GetProperty("from").GetString()!, [.. mail.GetProperty("to").EnumerateArray().Select(x => x.GetString()!)],
                mail.GetProperty("tls").GetBoolean(), mail.GetProperty("content").GetBytesFromBase64()));
        }
        received.Writer.Complete();
    }
}
