using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer.Shell;

/// <summary>What makes the app installable and lets it start without a network: manifest and service worker. Both are the same for everybody.</summary>
public static class AppShell
{
    private const string Root = "/app";
    public const string OfflinePath = "/app/hors-ligne";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The style sheets of <see cref="Root"/>'s layout, in their order.</summary>
    private static readonly string[] Styles = ["lib/modern-normalize@3.0.1/modern-normalize.css", "css/tokens.css", "css/base.css", "css/forms.css", "css/parts.css", "css/app.css"];

    private static readonly string[] Pictures = ["/icons.svg", "/logo.svg", "/favicon.svg", "/lib/@fontsource-variable/inter@5.3.0/files/inter-latin-wght-normal.woff2"];

    /// <summary>Run by the service worker, which is no module: not every browser has those.</summary>
    private static readonly string[] WorkerScripts = ["worker/offline.js", "worker/push.js"];

    public static void MapAppShell(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/manifest.webmanifest", Manifest).AllowAnonymous();
        routes.MapGet("/app/service-worker.js", ServiceWorker).AllowAnonymous();
    }

    private static IResult Manifest(IStringLocalizer<Texts.Common> common, IStringLocalizer<Texts.App> texts)
    {
        return Results.Json(new
        {
            Id = Root,
            Name = common["app.name"].Value,
            ShortName = common["app.name"].Value,
            Description = texts["manifest.description"].Value,
            Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Dir = "ltr",
            StartUrl = Root,
            Scope = Root,
            Display = "standalone",
            Orientation = "any",
            BackgroundColor = "#fbfaf5",
            ThemeColor = "#0a5a66",
            Categories = (string[])["finance", "travel"],
            Icons = (object[])
            [
                new { Src = "/img/app-icon-192.png", Sizes = "192x192", Type = "image/png", Purpose = "any" },
                new { Src = "/img/app-icon-512.png", Sizes = "512x512", Type = "image/png", Purpose = "any" },
                new { Src = "/img/app-icon-maskable-512.png", Sizes = "512x512", Type = "image/png", Purpose = "maskable" },
            ],
            Shortcuts = (object[])
            [
                new { Name = texts["scan"].Value, Url = "/app/scanner", Icons = (object[])[new { Src = "/img/app-icon-192.png", Sizes = "192x192" }] },
                new { Name = texts["history.title"].Value, Url = "/app/historique", Icons = (object[])[new { Src = "/img/app-icon-192.png", Sizes = "192x192" }] },
            ],
        }, SnakeCase, "application/manifest+json");
    }

    /// <summary>Its text names every file of the shell by release: when one changes, so does the text, and the browser takes the new worker.</summary>
    private static IResult ServiceWorker(HttpContext context, Scripts scripts, IFileVersionProvider versions)
    {
        context.Response.Headers["Service-Worker-Allowed"] = Root; // «/app» itself too, not only what is under it
        List<string> shell = [.. Styles.Select(style => versions.AddFileVersionToPath("", $"/{style}")), .. Pictures];
        foreach (var module in (string[])["app.js", "app-offline.js"])
        {
            shell.AddRange(scripts.ImportsOf(module).Append(module).Select(scripts.PathOf));
        }

        var files = shell.Distinct(StringComparer.Ordinal).ToList();
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', files))))[..12];
        return Results.Text($"""
            self.guichet = {JsonSerializer.Serialize(new { version = $"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName} {version}", offline = OfflinePath, shell = files }, Json)};
            importScripts({string.Join(", ", WorkerScripts.Select(script => $"\"{scripts.PathOf(script)}\""))});
            """, "text/javascript");
    }

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
