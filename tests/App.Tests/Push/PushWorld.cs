using System.Text.Json;
using Guichet.App.Access;
using Guichet.App.Push;
using Guichet.App.Push.Sending;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Letters;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Guichet.Fixtures.Push;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Push;

/// <summary>The world of the letters, a push service that speaks the protocol, and phones of Léa.</summary>
internal sealed class PushWorld : IAsyncDisposable
{
    private PushWorld(LetterWorld letters, PushServiceStandIn service) => (Letters, Service) = (letters, service);

    public LetterWorld Letters { get; }
    public PushServiceStandIn Service { get; }
    public DateTimeOffset Now => Letters.Now;
    public T Get<T>() where T : notnull => Letters.Get<T>();

    public static async Task<PushWorld> CreateAsync(DatabaseKind kind)
    {
        var letters = await LetterWorld.CreateAsync(kind);
        return new PushWorld(letters, await PushServiceStandIn.StartAsync(letters.Clock));
    }

    /// <summary>A phone on which Léa has given her password: the key in its cookie.</summary>
    public async Task<string> PhoneAsync()
    {
        var key = AccessKey.New();
        await Letters.ReadAsync(db =>
        {
            db.KnownDevices.Add(new KnownDeviceRow { KeyHash = AccessKey.Hash(key)!, AccountId = LetterWorld.LeaAccount, CreatedAt = Now, LastSeenAt = Now });
            return db.SaveChangesAsync();
        });
        return key;
    }

    public static PushForm FormOf(PushBrowser browser) => new(browser.Endpoint.AbsoluteUri, browser.P256dh, browser.Auth);

    /// <summary>A known phone that is told of requests.</summary>
    public async Task<(string Device, PushBrowser Browser)> SubscribedAsync(string language = "fr")
    {
        var (device, browser) = (await PhoneAsync(), Service.Subscribe());
        (await Get<PushSubscriptions>().AddAsync(LetterWorld.Lea, device, FormOf(browser), language, Now)).ShouldBeNull();
        return (device, browser);
    }

    /// <summary>A customer is signed in on that device: the session's key.</summary>
    public Task<string> SessionAsync(string device) => Letters.ReadAsync(async db =>
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == LetterWorld.LeaAccount);
        return await Get<Sessions>().OpenAsync(db, account, SessionTicket.OfDevice(AccessKey.Hash(device)!), null, Now);
    });

    public Task<int> SendAsync() => Get<SendPushes>().RunAsync(Now, CancellationToken.None);

    public Task<int> SendLaterAsync(TimeSpan later)
    {
        Letters.Clock.Advance(later);
        return SendAsync();
    }

    public Task<Payment> AskAsync(int? paymentDays = 10, int? captureDays = null) => Letters.AskAsync(LetterWorld.LeaEmail, paymentDays, captureDays);

    /// <summary>In the order of their letters.</summary>
    public Task<List<PushRow>> PushesAsync() => Letters.ReadAsync(db => db.Pushes.AsNoTracking().Join(db.Letters, p => p.LetterId, l => l.Id, (p, l) => new { p, l.CreatedAt })
        .OrderBy(x => x.CreatedAt).ThenBy(x => x.p.LetterId).Select(x => x.p).ToListAsync());

    public async Task<PushState[]> StatesAsync() => [.. (await PushesAsync()).Select(p => p.State)];

    public Task<int> SubscriptionsAsync() => Letters.ReadAsync(db => db.PushSubscriptions.CountAsync());

    public static Shown Read(DeliveredPush push) => JsonSerializer.Deserialize<Shown>(push.Text, JsonSerializerOptions.Web)!;

    public async ValueTask DisposeAsync()
    {
        await Letters.DisposeAsync();
        await Service.DisposeAsync();
    }
}

/// <summary>What the phone shows.</summary>
internal sealed record Shown(string Title, string Body, string Tag, string Url, string Lang, long At, bool Waits, bool Quiet);
