using Guichet.App.Console;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Customers;

/// <summary>One customer: the wallet, what moved it, and help with the first sign-in.</summary>
[Needs(Permission.CreditCustomers)]
public sealed class CustomerModel(FindCustomers customers, SendActivation activation, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();
    public CustomerFile Shown { get; private set; } = null!;

    /// <summary>What was just done.</summary>
    [FromQuery(Name = "fait")]
    public string? Done { get; set; }

    public static string Address(string number) => $"/console/clients/{number}";

    public async Task<IActionResult> OnGetAsync(string customer) => await FindAsync(customer) ? Page() : NotFound();

    /// <summary>The activation letter once more.</summary>
    public async Task<IActionResult> OnPostAsync(string customer)
    {
        if ((await activation.RunAsync(Actor, customer, clock.GetUtcNow())).Refusal is not { } refusal)
        {
            return LocalRedirect($"{Address(customer)}?fait=renvoye");
        }

        if (refusal.Code == RefusalCode.NotFound || !await FindAsync(customer))
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> FindAsync(string number)
    {
        var found = (await customers.ReadAsync(number)).TryGet(out var file, out _);
        Shown = file!;
        return found;
    }
}
