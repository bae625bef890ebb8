using Guichet.App.Wallets;

namespace Guichet.Web.Customer;

/// <summary>«Mon compte»: who is signed in, in which language, on which devices.</summary>
public sealed class AccountModel(ReadCustomer customers) : CustomerPage
{
    public required CustomerView Shown { get; set; }

    public async Task OnGetAsync() => Shown = await customers.RunAsync(Actor);
}
