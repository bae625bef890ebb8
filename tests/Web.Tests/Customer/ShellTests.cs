using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guichet.Fixtures;
using Guichet.Web.Customer.Shell;

namespace Guichet.Web.Tests.Customer;

/// <summary>What a browser needs to install the app and to start it without a network.</summary>
public partial class ShellTests
{
    [Fact]
    public async Task The_manifest_names_what_browsers_ask_for_in_the_readers_language()
    {
        await using var world = await AppWorld.StartAsync(DatabaseKind.Sqlite);
        using HttpClient client = new() { BaseAddress = world.Url };
        var french = await ManifestAsync(client, "fr");
        french.GetProperty("start_url").GetString().ShouldBe("/app");
        french.GetProperty("scope").GetString().ShouldBe("/app");
        french.GetProperty("display").GetString().ShouldBe("standalone");
        french.GetProperty("icons").EnumerateArray().Select(i => $"{i.GetProperty("sizes").GetString()} {i.GetProperty("purpose").GetString()}")
            .ShouldBe(["192x192 any", "512x512 any", "512x512 maskable"]);
        french.GetProperty("lang").GetString().ShouldBe("fr");
        var english = await ManifestAsync(client, "en");
        english.GetProperty("lang").GetString().ShouldBe("en");
        english.GetProperty("description").GetString().ShouldNotBe(french.GetProperty("description").GetString());
        foreach (var icon in french.GetProperty("icons").EnumerateArray())
        {
            (await client.GetAsync(icon.GetProperty("src").GetString())).Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        }
    }

    [Fact]
    public async Task Every_file_of_the_worker_is_there_and_kept_for_ever_where_its_address_says_the_release()
    {
        await using var world = await AppWorld.StartAsync(DatabaseKind.Sqlite);
        using HttpClient client = new() { BaseAddress = world.Url };
        using var answer = await client.GetAsync("/app/service-worker.js");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var worker = await answer.Content.ReadAsStringAsync();
        var about = JsonSerializer.Deserialize<JsonElement>(About().Match(worker).Groups[1].Value);
        var shell = about.GetProperty("shell").EnumerateArray().Select(f => f.GetString()!).ToList();
        shell.ShouldContain(f => f.Contains("/css/app.css?v=", StringComparison.Ordinal));
        shell.ShouldContain(f => f.EndsWith("/app-live.js", StringComparison.Ordinal), "what a module imports");
        foreach (var file in shell.Concat(Imported().Match(worker).Groups[1].Value.Split(", ").Select(f => f.Trim('"'))))
        {
            using var got = await client.GetAsync(file);
            got.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            if (file.StartsWith("/js/", StringComparison.Ordinal) || file.Contains("?v=", StringComparison.Ordinal))
            {
                $"{got.Headers.CacheControl}".ShouldContain("immutable", Case.Sensitive, file);
            }
        }
    }

    [Fact]
    public async Task A_script_of_another_release_is_not_kept()
    {
        await using var world = await AppWorld.StartAsync(DatabaseKind.Sqlite);
        using HttpClient client = new() { BaseAddress = world.Url };
        using var old = await client.GetAsync("/js/0123456789ab/app.js");
        old.StatusCode.ShouldBe(HttpStatusCode.OK);
        old.Headers.CacheControl!.NoCache.ShouldBeTrue();
        (await client.GetAsync("/js/0123456789ab/../../appsettings.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>It is kept on the phone for whoever holds it.</summary>
    [Fact]
    public async Task The_page_without_network_says_nothing_of_who_is_signed_in()
    {
        await using var world = await AppWorld.StartAsync(DatabaseKind.Sqlite);
        var page = await (await world.VisitAsync()).GetAsync(AppShell.OfflinePath);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Title.ShouldBe("Hors connexion");
        page.Page.Body!.TextContent.ShouldNotContain("Léa");
    }

    private static async Task<JsonElement> ManifestAsync(HttpClient client, string language)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/app/manifest.webmanifest") { Headers = { { "Accept-Language", language } } };
        using var answer = await client.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/manifest+json");
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"self\.guichet = (\{.*\});")]
    private static partial Regex About();

    [GeneratedRegex(@"importScripts\((.*)\);")]
    private static partial Regex Imported();
}
