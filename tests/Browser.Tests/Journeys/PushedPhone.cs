using System.Text.Json;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures.Push;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// A phone whose push service is the stand-in: a Chromium under test reaches no other, so the browser's own «subscribe» gives the stand-in's address, and what
/// the server sends there is handed to the real service worker over the DevTools protocol.
/// </summary>
sealed class PushedPhone
{
    const string Worker = "/app/service-worker.js";

    // The browser's side of a subscription that a real service would give; it outlives pages, as a real one does.
    const string Subscribing = """
        PushManager.prototype.subscribe = async function (options) {
          const key = options.applicationServerKey;
          localStorage.setItem("stand-in", key);
          return this.getSubscription();
        };
        PushManager.prototype.getSubscription = async function () {
          const key = localStorage.getItem("stand-in");
          if (!key) return null;
          const plain = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
          const bytes = Uint8Array.from(plain, (c) => c.charCodeAt(0));
          return {
            options: { applicationServerKey: bytes.buffer },
            toJSON: () => ({ endpoint: "ENDPOINT", keys: { p256dh: "P256DH", auth: "AUTH" } }),
            unsubscribe: async () => { localStorage.removeItem("stand-in"); return true; },
          };
        };
        """;

    readonly TaskCompletionSource<string> registration = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ICDPSession? tools;

    PushedPhone(Person person, PushBrowser browser) => (Person, Browser) = (person, browser);

    public Person Person { get; }
    public PushBrowser Browser { get; }
    IPage Page => Person.Page;

    public static async Task<PushedPhone> OfAsync(Person person, PushServiceStandIn service)
    {
        PushedPhone phone = new(person, service.Subscribe());
        await person.Context.GrantPermissionsAsync(["notifications"]);
        await person.Context.AddInitScriptAsync(Subscribing.Replace("ENDPOINT", phone.Browser.Endpoint.AbsoluteUri, StringComparison.Ordinal)
            .Replace("P256DH", phone.Browser.P256dh, StringComparison.Ordinal).Replace("AUTH", phone.Browser.Auth, StringComparison.Ordinal));
        phone.tools = await person.Context.NewCDPSessionAsync(person.Page);
        phone.tools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, said) => phone.Note(said);
        await phone.tools.SendAsync("ServiceWorker.enable");
        return phone;
    }

    /// <summary>The first message that the service has for this phone from that place on, given to the service worker.</summary>
    public async Task<DeliveredPush> ReceiveAsync(PushServiceStandIn service, int place)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMilliseconds(Infrastructure.Person.PatienceMs));
        while (service.Delivered.Count(d => d.Browser == Browser) <= place) // the job looks every second
        {
            service.Refusals.ShouldBeEmpty();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
        var push = service.Delivered.Where(d => d.Browser == Browser).ElementAt(place);
        await Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => undefined)");
        await tools!.SendAsync("ServiceWorker.deliverPushMessage", new()
        {
            ["origin"] = new Uri(Page.Url).GetLeftPart(UriPartial.Authority),
            ["registrationId"] = await registration.Task.WaitAsync(TimeSpan.FromSeconds(30)),
            ["data"] = push.Text,
        });
        return push;
    }

    /// <summary>What the phone shows, once it has that title.</summary>
    public async Task<JsonElement> ShownAsync(string title)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMilliseconds(Infrastructure.Person.PatienceMs));
        while (true)
        {
            // WaitForFunctionAsync would take a promise of nothing for something.
            var shown = await Page.EvaluateAsync<JsonElement?>("""
                async (title) => {
                  const registration = await navigator.serviceWorker.ready;
                  const all = await registration.getNotifications();
                  const found = all.find((one) => one.title === title);
                  return found && { title: found.title, body: found.body, tag: found.tag, lang: found.lang, url: found.data.url, waits: found.requireInteraction, silent: found.silent, count: all.length };
                }
                """, title);
            if (shown is { ValueKind: JsonValueKind.Object } found) return found;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    void Note(JsonElement? said)
    {
        foreach (var one in said?.GetProperty("registrations").EnumerateArray() ?? default)
        {
            if (one.GetProperty("scopeURL").GetString()!.EndsWith("/app", StringComparison.Ordinal) && !one.GetProperty("isDeleted").GetBoolean()) registration.TrySetResult(one.GetProperty("registrationId").GetString()!);
        }
    }
}
