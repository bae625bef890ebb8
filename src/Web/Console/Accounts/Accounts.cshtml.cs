using Guichet.App.Console;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Accounts;

/// <summary>Accounts that are blocked, and the way to any account by what it is signed in to with.</summary>
[Needs(Permission.UnblockAccounts)]
public sealed class AccountsModel(FindAccounts accounts) : ConsolePage
{
    [FromQuery(Name = "q")]
    public string? Typed { get; set; }

    public IReadOnlyList<BlockedAccount> Blocked { get; private set; } = [];

    /// <summary>Also those that the list is too short for.</summary>
    public int Total { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!string.IsNullOrWhiteSpace(Typed) && await accounts.SearchAsync(Typed) is { } id)
        {
            return LocalRedirect(AccountModel.Address(id));
        }

        (Blocked, Total) = (await accounts.BlockedAsync(), await accounts.CountBlockedAsync());
        return Page();
    }
}
