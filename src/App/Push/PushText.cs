using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Guichet.App.Push;

/// <summary>What a notification shows: composed here, in the reader's language, so that the phone only shows it (wwwroot/js/worker/push.js).</summary>
internal sealed record PushText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public required string Title { get; init; }
    public required string Body { get; init; }

    /// <summary>One notification for each: the newer takes the older one's place.</summary>
    public required string Tag { get; init; }

    /// <summary>A path of our own.</summary>
    public required string Url { get; init; }

    [JsonPropertyName("lang")]
    public required string Language { get; init; }

    /// <summary>When what it tells happened, in milliseconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>A request to act on: it stays until it is touched.</summary>
    public bool Waits { get; init; }

    /// <summary>Takes the place of another without sound.</summary>
    public bool Quiet { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
