using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Guichet.Fixtures.Push;

/// <summary>A message as the service took it and the browser opened it.</summary>
public sealed record DeliveredPush(PushBrowser Browser, string Text, VapidCheck Vapid, int TtlSeconds, string? Urgency, string? Topic, int BodyBytes);

/// <summary>
/// A push service that speaks the protocol (RFC 8030, 8188, 8291, 8292): it takes what a real one would take, opens it with the browser's keys, and answers
/// what a test wants it to. What it would not take it refuses, and says why in <see cref="Refusals"/>.
/// </summary>
public sealed class PushServiceStandIn : IAsyncDisposable
{
    const int MostBytes = 4096;
    static readonly TimeSpan LongestToken = TimeSpan.FromHours(24);
    readonly ConcurrentDictionary<string, PushBrowser> browsers = new();
    readonly ConcurrentQueue<DeliveredPush> delivered = new();
    readonly ConcurrentQueue<string> refusals = new();
    readonly TimeProvider clock;
    readonly WebApplication app;

    PushServiceStandIn(TimeProvider clock)
    {
        this.clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/push/{id}", TakeAsync);
        app.Map("/{**anything}", () => Results.StatusCode(StatusCodes.Status418ImATeapot)); // where a redirect would lead
    }

    public Uri Url => new(app.Urls.Single());
    public IReadOnlyList<DeliveredPush> Delivered => [.. delivered];
    public IReadOnlyList<string> Refusals => [.. refusals];

    /// <summary>How often it was asked, whatever it answered.</summary>
    public int Asked => asked;

    /// <summary>What it answers instead of taking the message; null for taking it.</summary>
    public Func<PushBrowser, IResult?>? Answer { get; set; }

    int asked;

    /// <param name="clock">Of whoever sends: tokens are valid by it.</param>
    public static async Task<PushServiceStandIn> StartAsync(TimeProvider? clock = null)
    {
        PushServiceStandIn service = new(clock ?? TimeProvider.System);
        await service.app.StartAsync();
        return service;
    }

    /// <summary>A browser that takes messages here.</summary>
    public PushBrowser Subscribe()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return browsers[$"/push/{id}"] = new PushBrowser(new Uri(Url, $"/push/{id}"));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        foreach (var browser in browsers.Values) browser.Dispose();
    }

    async Task<IResult> TakeAsync(HttpRequest request, HttpContext context)
    {
        Interlocked.Increment(ref asked);
        if (!browsers.TryGetValue(request.Path, out var browser)) return Results.NotFound();
        if (Answer?.Invoke(browser) is { } other) return other;
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body);
        try
        {
            delivered.Enqueue(Read(request, browser, body.ToArray()));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or InvalidDataException or KeyNotFoundException)
        {
            refusals.Enqueue(e.Message);
            return Results.BadRequest(e.Message);
        }
        context.Response.Headers.Location = $"{Url}message/{Asked}";
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    DeliveredPush Read(HttpRequest request, PushBrowser browser, byte[] body)
    {
        var vapid = VapidCheck.Of(request.Headers.Authorization.ToString());
        Must(vapid.Audience == Url.GetLeftPart(UriPartial.Authority), $"The token is for {vapid.Audience}");
        Must(vapid.Until > clock.GetUtcNow() && vapid.Until <= clock.GetUtcNow() + LongestToken, $"The token ends at {vapid.Until:O}");
        Must(vapid.Contact is { } contact && (contact.StartsWith("mailto:", StringComparison.Ordinal) || contact.StartsWith("https://", StringComparison.Ordinal)), "No contact");
        Must(request.Headers.ContentEncoding == "aes128gcm", "Not aes128gcm");
        Must(int.TryParse(request.Headers["TTL"], NumberStyles.None, CultureInfo.InvariantCulture, out var ttl), "No TTL");
        string? topic = request.Headers["Topic"];
        Must(topic is null || (topic.Length <= 32 && topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')), "The topic is none");
        Must(body.Length <= MostBytes, "Too large");
        return new(browser, Encoding.UTF8.GetString(browser.Decrypt(body)), vapid, ttl, request.Headers["Urgency"], topic, body.Length);
    }

    static void Must(bool isRight, string otherwise)
    {
        if (!isRight) throw new InvalidDataException(otherwise);
    }
}
