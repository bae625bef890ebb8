using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Guichet.App.Merchants;

namespace Guichet.Web.Merchant.Protection;

/// <summary>Where the merchant is paid.</summary>
[Needs(Permission.ManageAgreement), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class BanqueModel(ReadBankAccount read, ReadOwnAccess access, ChangeBankAccount change, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public BankAccount Account { get; private set; } = null!;
    public OwnAccessView View { get; private set; } = null!;

    /// <summary>As typed.</summary>
    [BindProperty(Name = "iban")]
    public string? Iban { get; set; }

    [BindProperty(Name = "holder")]
    public string? Holder { get; set; }

    public bool IsDone { get; private set; }

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Holder = Account.Holder;
    }

    public async Task<IActionResult> OnPostAsync(ProofFields proof)
    {
        var result = await change.RunAsync(Own, Iban, Holder, proof.Proof, Now, CodesAt);
        await ReadAsync();
        if (!result.TryGet(out _, out var refusal))
        {
            return Refuse(refusal);
        }

        IsDone = true;
        return Page();
    }

    private async Task ReadAsync() => (Account, View) = (await read.RunAsync(Actor), await access.RunAsync(Own, Now));
}
