using Guichet.App.Console;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Customers;

/// <summary>Customers by number, e-mail or name.</summary>
[Needs(Permission.CreditCustomers)]
public sealed class CustomersModel(FindCustomers customers) : ConsolePage
{
    [FromQuery(Name = "q")]
    public string? Typed { get; set; }

    /// <summary>Null before anything was looked for.</summary>
    public IReadOnlyList<FoundCustomer>? Found { get; private set; }

    public async Task OnGetAsync() => Found = string.IsNullOrWhiteSpace(Typed) ? null : await customers.SearchAsync(Typed);
}
