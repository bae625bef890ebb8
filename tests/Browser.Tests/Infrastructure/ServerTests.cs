using System.Net;
using Guichet.Fixtures;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>The real program as a process: it starts, survives kill -9, and comes back at the same address.</summary>
public class ServerTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory, EachDatabase]
    public async Task A_killed_server_comes_back_where_it_was(DatabaseKind kind)
    {
        var server = (await CounterAsync(kind)).Server;
        var person = await PersonAsync("merchant", server.Url);
        (await person.Page.GotoAsync("/connexion"))!.Status.ShouldBe((int)HttpStatusCode.OK);
        person.MayLoseTheLine = true;
        var killed = server.ProcessId;

        await server.KillAsync();
        using HttpClient client = new();
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.Url, "/health/live")));

        await server.StartAgainAsync();
        server.ProcessId.ShouldNotBe(killed);
        (await person.Page.ReloadAsync())!.Status.ShouldBe((int)HttpStatusCode.OK);
        (await server.StopAsync()).ShouldBeTrue("SIGTERM must end it in time");
    }
}
