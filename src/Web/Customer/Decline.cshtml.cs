using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer;

/// <summary>«Refuser», asked once more in words that name the amount and the merchant: a refused request cannot be paid any more.</summary>
public sealed class DeclineModel(CustomerRequests requests, DeclinePayment decline, Sentences sentences, TimeProvider clock) : RequestPage(requests, clock)
{
    public FieldErrors Errors { get; } = new();

    public async Task<IActionResult> OnGetAsync() => !await FindAsync() ? Nothing() : IsWaiting ? Page() : ToTruth();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync())
        {
            return Nothing();
        }

        if ((await decline.RunAsync(Actor, Shown!.Payment.Id, Address.Token)).TryGet(out _, out var refusal))
        {
            return Redirect(Address.Path);
        }

        if (refusal.Code is RefusalCode.Unavailable or RefusalCode.OutcomeUnknown)
        {
            Errors.Add(refusal, sentences);
            Response.StatusCode = refusal.HttpStatus;
            return Page();
        }

        return await FindAsync() ? ToTruth() : Nothing(); // it ended otherwise meanwhile: the page says how
    }
}
