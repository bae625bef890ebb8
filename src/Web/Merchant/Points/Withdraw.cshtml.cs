using Guichet.App.Merchants.Points;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Points;

/// <summary>«Retirer cette demande ?», while the issuer has not answered.</summary>
[Needs(Permission.ManagePoints)]
public sealed class WithdrawModel(PointRequests requests, Sentences sentences, TimeProvider clock) : MerchantPage
{
    public PointRequest Asked { get; private set; } = null!;
    public FieldErrors Errors { get; } = new();
    public bool IsInDialog => Request.Headers.ContainsKey("X-Fragment");

    public async Task<IActionResult> OnGetAsync(long request) =>
        !await ReadAsync(request) ? NotFound() : Asked.State == PointRequestState.Waiting ? Page() : Redirect(PointLinks.List);

    public async Task<IActionResult> OnPostAsync(long request)
    {
        if ((await requests.WithdrawAsync(Actor, request, clock.GetUtcNow())).Refusal is not { } refusal)
        {
            return Redirect(PointLinks.After(PointLinks.Withdrawn));
        }

        if (refusal.Code == RefusalCode.NotFound || !await ReadAsync(request))
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> ReadAsync(long request)
    {
        var isThere = (await requests.FindAsync(Actor, request)).TryGet(out var found, out _);
        Asked = found!;
        return isThere;
    }
}
