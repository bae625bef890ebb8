using Guichet.Fixtures;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>Counters whose letters leave over SMTP, each with a mail server of its own.</summary>
public sealed class MailedCounters : Counters
{
    readonly Dictionary<DatabaseKind, Post> posts = [];

    /// <summary>Of a counter that is open.</summary>
    public Post PostOf(Counter counter) => posts[counter.Kind];

    protected override async Task<Counter> OpenAsync(DatabaseKind kind)
    {
        var post = posts[kind] = await Post.OpenAsync();
        return await Counter.OpenAsync(kind, new Dictionary<string, string> { ["GUICHET_MAIL"] = post.Address });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var post in posts.Values) await post.DisposeAsync();
    }
}
