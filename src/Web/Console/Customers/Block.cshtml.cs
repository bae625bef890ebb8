using Guichet.App.Console;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Customers;

/// <summary>Block a customer's wallet or unblock it: asked in words, with a reason for the history.</summary>
[Needs(Permission.BlockWallets)]
public sealed class BlockModel(FindCustomers customers, BlockWallets wallets, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();
    public CustomerFile Shown { get; private set; } = null!;
    public bool Blocks { get; private set; }

    /// <summary>Still as it has to be for what is asked: what its holder blocked, an operator may block too.</summary>
    public bool IsPossible => Blocks ? Shown.Block is not { ByIssuer: true } : Shown.Block is not null;

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public static string Address(string number, bool blocks) => $"{CustomerModel.Address(number)}/{(blocks ? "bloquer" : "debloquer")}";

    public async Task<IActionResult> OnGetAsync(string customer, string change) => await FindAsync(customer, change) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string customer, string change)
    {
        var (blocks, now) = (change == "bloquer", clock.GetUtcNow());
        var done = blocks ? await wallets.BlockAsync(Actor, customer, Reason, now) : await wallets.UnblockAsync(Actor, customer, Reason, now);
        if (done.Refusal is not { } refusal)
        {
            return LocalRedirect($"{CustomerModel.Address(customer)}?fait={(blocks ? "bloque" : "debloque")}");
        }

        if (refusal.Code == RefusalCode.NotFound || !await FindAsync(customer, change))
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> FindAsync(string number, string change)
    {
        Blocks = change == "bloquer";
        var found = (await customers.ReadAsync(number)).TryGet(out var file, out _);
        Shown = file!;
        return found;
    }
}
