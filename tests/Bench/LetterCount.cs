using System.Text;
using System.Text.RegularExpressions;
using Guichet.Fixtures;

namespace Guichet.Bench;

/// <summary>Counts what a real mail server receives, by Message-ID, without keeping it.</summary>
internal sealed partial class LetterCount : IAsyncDisposable
{
    private readonly SmtpSink _sink;
    private readonly HashSet<string> _ids = [];
    private readonly Task _counting;
    private int _received;
    private bool _ended;

    private LetterCount(SmtpSink sink)
    {
        _sink = sink;
        _counting = CountAsync();
    }

    public string Address => _sink.Address;
    public int Received => Volatile.Read(ref _received);

    public static async Task<LetterCount> StartAsync() => new(await SmtpSink.StartAsync());

    /// <summary>Once nobody sends any more.</summary>
    public async Task<(int Received, int Distinct)> EndAsync()
    {
        await _sink.DisposeAsync();
        _ended = true;
        await _counting;
        return (_received, _ids.Count);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            await EndAsync();
        }
    }

    private async Task CountAsync()
    {
        while (await _sink.NextAsync() is { } mail)
        {
            var id = MessageId().Match(Encoding.ASCII.GetString(mail.Content));
            _ids.Add(id.Success ? id.Groups[1].Value : throw new InvalidOperationException("A letter without Message-ID"));
            Interlocked.Increment(ref _received);
        }
    }

    [GeneratedRegex("^Message-Id: <([^>]+)>", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
