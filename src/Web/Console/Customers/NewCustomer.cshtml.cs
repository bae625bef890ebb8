using Guichet.App.Console;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Customers;

/// <summary>A customer who gets an account and a letter to activate it.</summary>
[Needs(Permission.CreditCustomers)]
public sealed class NewCustomerModel(CreateCustomer create, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();

    [BindProperty(Name = "first")]
    public string? First { get; set; }

    [BindProperty(Name = "last")]
    public string? Last { get; set; }

    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = CreateCustomer.Check(First, Last, Email);
        if (wrong.Count == 0)
        {
            if ((await create.RunAsync(Actor, First, Last, Email, clock.GetUtcNow())).TryGet(out var number, out var refusal))
            {
                return LocalRedirect($"{CustomerModel.Address(number)}?fait=cree");
            }

            wrong = [refusal];
        }

        Response.StatusCode = Errors.AddAll(wrong, sentences);
        return Page();
    }
}
