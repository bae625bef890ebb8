using Guichet.App.Merchants.Directory;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Customer.Directory;

/// <summary>One place in which vouchers are taken, in its merchant's words.</summary>
[AllowAnonymous]
public sealed class EntryModel(FindProfiles profiles) : PageModel
{
    public DirectoryEntry Entry { get; private set; } = null!;
    public bool IsSignedIn => SignedIn.RoleOf(User, Schemes.Customer) is not null;
    public string PostalTown => $"{Entry.Postcode} {Entry.Town}";

    /// <summary>A link that a person follows: nothing of it is loaded into our page.</summary>
    public string MapAddress => $"https://www.openstreetmap.org/search?query={Uri.EscapeDataString($"{Entry.Street} {PostalTown}".Trim())}";

    public string? PhotoAddress => Entry.PhotoVersion is { } version ? $"{DirectoryQuery.AddressOf(Entry.EntryCode)}/photo/{version}" : null;

    public async Task<IActionResult> OnGetAsync(string entry)
    {
        if (!(await profiles.FindAsync(entry)).TryGet(out var found, out _))
        {
            return NotFound();
        }

        Entry = found;
        return Page();
    }

    /// <summary>«05 56 00 00 00»: a national number in pairs, an international one as it is.</summary>
    public static string Spaced(string phone) => phone.StartsWith('+') ? phone : string.Join('\u00A0', phone.Chunk(2).Select(pair => new string(pair)));
}
