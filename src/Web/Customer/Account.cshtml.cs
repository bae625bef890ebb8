using Guichet.App.Wallets;
using Guichet.App.Wallets.Blocking;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer;

/// <summary>«Mon compte»: who is signed in, in which language, and the ways to what can be changed.</summary>
public sealed class AccountModel(ReadCustomer customers, ReadOwnBlock blocks) : CustomerPage
{
    public const string DoneParameter = "fait";

    /// <summary>What a page before has just done: names of texts, and nothing else is said.</summary>
    private static readonly string[] Deeds = ["unblocked", "device", "password", "pin", "passkey-added", "passkey-renamed", "passkey-removed"];

    public required CustomerView Shown { get; set; }

    /// <summary>Null while the wallet is not blocked.</summary>
    public WalletBlock? Block { get; private set; }

    public string? DoneText { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = DoneParameter)] string? done)
    {
        DoneText = Array.Find(Deeds, deed => deed == done);
        (Shown, Block) = (await customers.RunAsync(Actor), await blocks.RunAsync(Actor));
    }
}
