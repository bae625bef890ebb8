using Guichet.App.Merchants.Directory;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Customer.Directory;

/// <summary>«Où utiliser mes chèques»: for everybody, signed in or not. The search stands in the address.</summary>
[AllowAnonymous]
public sealed class SearchModel(FindProfiles profiles) : PageModel
{
    public DirectoryFilter Filter { get; private set; } = new();
    public DirectoryPage Shown { get; private set; } = null!;
    public bool IsFirst { get; private set; }
    public bool IsSignedIn => SignedIn.RoleOf(User, Schemes.Customer) is not null;

    public async Task OnGetAsync()
    {
        Filter = DirectoryQuery.Read(Request.Query);
        var after = DirectoryQuery.ReadPosition(Request.Query[DirectoryQuery.Page]);
        IsFirst = after is null;
        Shown = await profiles.PageAsync(Filter, after);
    }
}
