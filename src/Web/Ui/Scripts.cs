using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.FileProviders;

namespace Guichet.Web.Ui;

/// <summary>
/// The scripts of a release have one address, «/js/{release}/…»: modules import each other by their plain names, so that one page never runs two releases, and a
/// browser asks for each file once (decision 28). The release is a hash of all of them.
/// </summary>
public sealed partial class Scripts
{
    private const string Folder = "js";
    private readonly Dictionary<string, string[]> _imports = new(StringComparer.Ordinal);

    public Scripts(IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in NamesIn(files, "").Order(StringComparer.Ordinal))
        {
            var bytes = Read(files, name);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes);
            _imports[name] = [.. Import().Matches(System.Text.Encoding.UTF8.GetString(bytes)).Select(m => Resolve(name, m.Groups["file"].Value))];
        }

        Release = Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    /// <summary>12 hexadecimal digits.</summary>
    public string Release { get; }

    /// <param name="name">As under wwwroot/js: «app.js», «worker/push.js».</param>
    /// <exception cref="KeyNotFoundException">No such script.</exception>
    public string PathOf(string name) => _imports.ContainsKey(name) ? $"/{Folder}/{Release}/{name}" : throw new KeyNotFoundException($"No script «{name}».");

    /// <summary>What a module imports, directly and through others, itself not among them.</summary>
    public IReadOnlyCollection<string> ImportsOf(string name)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Collect(name, found);
        found.Remove(name);
        return found;
    }

    /// <summary>Before the static files: «/js/{release}/app.js» is the file «js/app.js», for ever.</summary>
    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Released().Match(context.Request.Path.Value ?? "") is { Success: true } match)
        {
            context.Items[typeof(Scripts)] = match.Groups["release"].Value == context.RequestServices.GetRequiredService<Scripts>().Release;
            context.Request.Path = $"/{Folder}/{match.Groups["file"].Value}";
        }

        return next(context);
    });

    /// <summary>Whether a file was asked for by the address of the present release.</summary>
    public static bool IsReleased(HttpContext context) => context.Items[typeof(Scripts)] is true;

    private void Collect(string name, HashSet<string> found)
    {
        foreach (var import in _imports[name].Where(found.Add))
        {
            Collect(import, found);
        }
    }

    private static IEnumerable<string> NamesIn(IFileProvider files, string under) => files.GetDirectoryContents($"{Folder}/{under}").SelectMany(file =>
        file.IsDirectory ? NamesIn(files, $"{under}{file.Name}/") : file.Name.EndsWith(".js", StringComparison.Ordinal) ? [$"{under}{file.Name}"] : (string[])[]);

    private static byte[] Read(IFileProvider files, string name)
    {
        using var stream = files.GetFileInfo($"{Folder}/{name}").CreateReadStream();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>«./x.js» beside «worker/y.js» is «worker/x.js».</summary>
    private static string Resolve(string from, string import) => new Uri(new Uri($"file:///{from}"), import).AbsolutePath[1..];

    [GeneratedRegex("""^\s*(?:import|export)\b[^"';]*["'](?<file>\.{1,2}/[^"']+\.js)["']""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Import();

    [GeneratedRegex("""^/js/(?<release>[0-9a-f]{12})/(?<file>.+)$""", RegexOptions.NonBacktracking)]
    private static partial Regex Released();
}

/// <summary>&lt;module name="app.js" /&gt;: a script of the release, and what it imports asked for at once rather than one after the other.</summary>
[HtmlTargetElement("module", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ModuleTagHelper(Scripts scripts) : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "module");
        output.Attributes.SetAttribute("src", scripts.PathOf(Name));
        foreach (var import in scripts.ImportsOf(Name))
        {
            output.PreElement.AppendHtml($"<link rel=\"modulepreload\" href=\"{scripts.PathOf(import)}\">");
        }
    }
}
