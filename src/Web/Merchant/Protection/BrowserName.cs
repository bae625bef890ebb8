namespace Guichet.Web.Merchant.Protection;

/// <summary>What people call a browser and its system, from what it says of itself; names of products, alike in both languages.</summary>
public static class BrowserName
{
    /// <summary>The first that fits: many pretend to be others as well.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>«Chrome · Windows»; null when neither is known.</summary>
    public static string? Of(string? agent)
    {
        var known = new[] { First(Browsers, agent), First(Systems, agent) }.OfType<string>().ToList();
        return known.Count == 0 ? null : string.Join(" · ", known);
    }

    private static string? First((string Mark, string Name)[] table, string? agent) =>
        agent is null ? null : Array.Find(table, entry => agent.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
