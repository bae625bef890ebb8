using Guichet.App.Access;
using Guichet.App.Wallets.Blocking;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>«Bloquer mon compte titres», and unblocking it: the page is the question, its button the answer.</summary>
public sealed class BlocageModel(ReadOwnBlock read, BlockOwnWallet block, UnblockOwnWallet unblock, AccessCookies cookies, Sentences sentences, TimeProvider clock)
    : OwnWalletPage(cookies, sentences, clock)
{
    public const string Address = "/app/compte/blocage";

    /// <summary>Null while the wallet is not blocked.</summary>
    public WalletBlock? Block { get; private set; }

    public async Task OnGetAsync() => Block = await read.RunAsync(Actor);

    /// <param name="blocks">Which of the two buttons was pressed; an empty form does neither.</param>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "block")] string? blocks, [FromForm(Name = "current")] string? password)
    {
        if (blocks == "true")
        {
            if (!(await block.RunAsync(Own, Now)).TryGet(out var changed, out var gone))
            {
                return StatusCode(gone.HttpStatus);
            }

            Keep(changed.Session);
            return LocalRedirect(Address);
        }

        var done = await unblock.RunAsync(Own, password, Now);
        if (done.Refusal is not { } refusal)
        {
            return Done("unblocked");
        }

        Block = await read.RunAsync(Actor);
        return Refuse(refusal);
    }
}
