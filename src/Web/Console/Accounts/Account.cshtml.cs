using Guichet.App.Console;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Accounts;

/// <summary>Why somebody cannot get in, and what an operator may do about it: mail a link, remove a lost second factor. Never a password.</summary>
[Needs(Permission.UnblockAccounts)]
public sealed class AccountModel(FindAccounts accounts, SendPasswordLink link, RemoveSecondFactor remove, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();
    public AccountState Shown { get; private set; } = null!;

    /// <summary>What was just done.</summary>
    [FromQuery(Name = "fait")]
    public string? Done { get; set; }

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public static string Address(long id) => $"/console/comptes/{id}";

    public async Task<IActionResult> OnGetAsync(long account) => await FindAsync(account) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long account, [FromForm(Name = "go")] string? go)
    {
        var removes = go == "factor";
        if ((removes ? await remove.RunAsync(Actor, account, Reason, clock.GetUtcNow()) : await link.RunAsync(Actor, account, clock.GetUtcNow())).Refusal is not { } refusal)
        {
            return LocalRedirect($"{Address(account)}?fait={(removes ? "retire" : "lien")}");
        }

        if (refusal.Code == RefusalCode.NotFound || !await FindAsync(account))
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> FindAsync(long id)
    {
        var found = (await accounts.ReadAsync(id, clock.GetUtcNow())).TryGet(out var state, out _);
        Shown = state!;
        return found;
    }
}
