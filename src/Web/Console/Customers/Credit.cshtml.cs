using System.Globalization;
using Guichet.App.Console;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Console.Customers;

/// <summary>Titles by hand: typed first, then confirmed with the amount in words and figures; once per form.</summary>
[Needs(Permission.CreditCustomers)]
public sealed class CreditModel(FindCustomers customers, CreditByHand credit, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();
    public FoundCustomer Customer { get; private set; } = null!;

    /// <summary>What is asked to be confirmed; null while it is typed.</summary>
    public VoucherPart? Asked { get; private set; }

    [BindProperty(Name = "amount")]
    public string? Amount { get; set; }

    [BindProperty(Name = "issue_year")]
    public string? IssueYear { get; set; }

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public string Key { get; private set; } = FormKey.New();

    public int ThisYear => ParisCalendar.DayOf(clock.GetUtcNow()).Year;

    public static string Address(string customer) => $"{CustomerModel.Address(customer)}/credit";

    public async Task<IActionResult> OnGetAsync(string customer)
    {
        IssueYear = ThisYear.ToString(CultureInfo.InvariantCulture);
        return await FindAsync(customer) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string customer, [FromForm(Name = "go")] string? go)
    {
        if (!await FindAsync(customer))
        {
            return NotFound();
        }

        // 0, which no titles are of, for what is no year.
        var year = int.TryParse(IssueYear, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        var now = clock.GetUtcNow();
        if (!CreditByHand.Check(Amount, year, Reason, now).TryGet(out var part, out var refusal))
        {
            return Refuse(refusal);
        }

        if (go != "confirm" || FormKey.Of(Request.Form) is not { } key)
        {
            Asked = go == "change" ? null : part;
            return Page();
        }

        if (!(await credit.RunAsync(Actor, customer, Amount, year, Reason, key, now)).TryGet(out var order, out var refused))
        {
            return Refuse(refused);
        }

        return LocalRedirect($"{CustomerModel.Address(customer)}?fait={(order.Stage == CreditOrderStage.Done ? "credite" : "en-cours")}");
    }

    private PageResult Refuse(Refusal refusal)
    {
        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> FindAsync(string number)
    {
        var found = (await customers.ReadAsync(number)).TryGet(out var file, out _);
        Customer = file?.Customer!;
        return found;
    }
}
