using Guichet.App.Console;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>One merchant's request for a point: accept it, or refuse it with a reason.</summary>
[Needs(Permission.DecideApplications)]
public sealed class PointRequestModel(DecidePointRequests requests, Sentences sentences, TimeProvider clock) : ConsolePage
{
    private const string Accept = "accept", Refuse = "refuse";

    public MerchantRequest Shown { get; private set; } = null!;
    public FieldErrors Errors { get; } = new();

    /// <summary>The reason; it stays after an error.</summary>
    public string? Typed { get; private set; }

    public async Task<IActionResult> OnGetAsync(long request) => await ReadAsync(request) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long request, [FromForm] string? decision, [FromForm] string? answer)
    {
        if (decision is not (Accept or Refuse))
        {
            return await OnGetAsync(request);
        }

        Typed = answer;
        var refusal = decision == Accept ? (await requests.AcceptAsync(Actor, request, clock.GetUtcNow())).Refusal : (await requests.RefuseAsync(Actor, request, answer, clock.GetUtcNow())).Refusal;
        if (refusal is null)
        {
            return LocalRedirect($"{PointRequestsModel.Path}?{PointRequestsModel.DoneName}={(decision == Accept ? PointRequestsModel.Accepted : PointRequestsModel.Refused)}");
        }

        if (refusal.Code == RefusalCode.NotFound || !await ReadAsync(request))
        {
            return NotFound();
        }

        // A colleague may have been quicker: the page says what is true now.
        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> ReadAsync(long request)
    {
        var isThere = (await requests.FindAsync(request)).TryGet(out var found, out _);
        Shown = found!;
        return isThere;
    }
}
