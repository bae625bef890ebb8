using Guichet.App.Payments;
using Guichet.App.Wallets;

namespace Guichet.Web.Customer;

/// <summary>«Mon solde», the requests that wait, the way to scan a code.</summary>
public sealed class HomeModel(ReadWallet wallets, CustomerRequests requests, TimeProvider clock) : CustomerPage
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public required WalletView Wallet { get; set; }
    public required IReadOnlyList<CustomerPaymentView> Waiting { get; set; }

    public async Task OnGetAsync()
    {
        Wallet = await wallets.RunAsync(Actor, Now);
        Waiting = await requests.WaitingAsync(Actor, Now);
    }
}
