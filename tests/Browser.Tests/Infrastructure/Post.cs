using System.Diagnostics;
using Guichet.Fixtures;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>The mail server of a counter, and every letter that has arrived there.</summary>
public sealed class Post : IAsyncDisposable
{
    static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromMilliseconds(Person.PatienceMs);
    readonly List<Letter> letters = [];
    SmtpSink sink;

    Post(SmtpSink sink) => this.sink = sink;

    /// <summary>As GUICHET_MAIL takes it.</summary>
    public string Address => sink.Address;

    public static async Task<Post> OpenAsync() => new(await SmtpSink.StartAsync());

    /// <summary>The mail server is gone; what it has received stays here.</summary>
    public async Task CloseAsync()
    {
        Collect();
        await sink.DisposeAsync();
        Collect();
    }

    /// <summary>It is back at the same place.</summary>
    public async Task OpenAgainAsync() => sink = await SmtpSink.StartAsync(sink.Port);

    /// <summary>Every letter about a payment, once the counter has none of them left to send; in the order in which they came.</summary>
    /// <param name="atLeast">Waits until so many have come.</param>
    public async Task<IReadOnlyList<Letter>> AboutAsync(Counter counter, string number, int atLeast)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(AskEvery, TimeProvider.System))
        {
            var (queued, sent) = await counter.LettersAboutAsync(number);
            Collect();
            var about = letters.Where(letter => letter.Text.Contains(number, StringComparison.Ordinal)).ToList();
            if (queued == 0 && about.Count >= Math.Max(sent, atLeast)) return about;
            if (watch.Elapsed > Patience) throw new TimeoutException($"{about.Count} letters about {number} came, {queued} wait, {sent} are said to be sent; at least {atLeast} were expected");
        }
    }

    /// <summary>The first letter to somebody with that subject, once it has come.</summary>
    public async Task<Letter> ToAsync(string address, string subject)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(AskEvery, TimeProvider.System))
        {
            Collect();
            if (letters.Find(letter => letter.To == address && letter.Subject == subject) is { } found) return found;
            if (watch.Elapsed > Patience) throw new TimeoutException($"No «{subject}» to {address} came; there are {string.Join(", ", letters.Select(letter => $"«{letter.Subject}» to {letter.To}"))}");
        }
    }

    public async ValueTask DisposeAsync() => await sink.DisposeAsync();

    void Collect() => letters.AddRange(sink.TakeWhatCame().Select(mail =>
    {
        var letter = Letter.Read(mail.Content);
        mail.To.ShouldBe([letter.To], "who is written to is who gets it");
        return letter;
    }));
}
