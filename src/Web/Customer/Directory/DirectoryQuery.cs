using System.Globalization;
using System.Text;
using Guichet.App.Merchants.Directory;
using Guichet.Domain.Merchants;
using Microsoft.AspNetCore.WebUtilities;

namespace Guichet.Web.Customer.Directory;

/// <summary>The search as the address holds it: «q», «activite», «apres». What is no value of ours is as if it were not there.</summary>
public static class DirectoryQuery
{
    public const string Path = "/app/annuaire";
    public const string Search = "q", Activity = "activite", Page = "apres";

    /// <summary>Of an address that somebody typed; ours are far shorter.</summary>
    private const int MaxPosition = 4_000;

    public static DirectoryFilter Read(IQueryCollection query)
    {
        var search = query[Search].ToString().Trim();
        return new DirectoryFilter(search.Length is 0 or > DirectoryFilter.MaxSearch ? null : search, Activities.Of(query[Activity]));
    }

    public static string AddressOf(DirectoryFilter filter, DirectoryPosition? after = null) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        [Search] = filter.Search,
        [Activity] = filter.Activity?.ToString(),
        [Page] = after is null ? null : Write(after),
    }.Where(x => x.Value is not null));

    public static string AddressOf(string entryCode) => $"{Path}/{entryCode}";

    /// <summary>«42-camping des pins», so that no letter of a name needs a sign of its own.</summary>
    private static string Write(DirectoryPosition position) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position.Id}-{position.SortName}")));

    /// <summary>Null (the first page) for what nobody was given.</summary>
    public static DirectoryPosition? ReadPosition(string? text)
    {
        if (text is not { Length: > 0 and <= MaxPosition })
        {
            return null;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(text)).Split('-', 2) is [var id, var name]
                && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && !name.Contains('\0', StringComparison.Ordinal) ? new DirectoryPosition(name, last) : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
