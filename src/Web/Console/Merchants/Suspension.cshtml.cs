using Guichet.App.Console;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Merchants;

/// <summary>Suspend or resume an agreement or one of its points: asked in words, with a reason that its merchant reads.</summary>
[Needs(Permission.SuspendMerchants)]
public sealed class SuspensionModel(FindAgreements agreements, SuspendMerchants suspend, Sentences sentences, TimeProvider clock) : ConsolePage
{
    public FieldErrors Errors { get; } = new();
    public AgreementFile Shown { get; private set; } = null!;

    /// <summary>Null for the whole agreement.</summary>
    public AgreementPoint? Point { get; private set; }

    public bool Suspends { get; private set; }
    public string Name => Point?.Name ?? Shown.Agreement.Name;

    /// <summary>Still as it has to be for what is asked.</summary>
    public bool IsPossible => (Point is { } point ? point.SuspendedAt : Shown.Agreement.SuspendedAt) is null == Suspends;

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public static string Address(string agreement, string? shopId, bool suspends) =>
        $"{AgreementModel.Address(agreement)}/{(suspends ? "suspendre" : "reprendre")}{(shopId is null ? "" : $"?point={shopId}")}";

    public async Task<IActionResult> OnGetAsync(string agreement, string decision, [FromQuery(Name = "point")] string? shopId) =>
        await FindAsync(agreement, decision, shopId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string agreement, string decision, [FromQuery(Name = "point")] string? shopId)
    {
        var (suspends, now) = (decision == "suspendre", clock.GetUtcNow());
        var done = suspends ? await suspend.SuspendAsync(Actor, agreement, shopId, Reason, now) : await suspend.ResumeAsync(Actor, agreement, shopId, Reason, now);
        if (done.Refusal is not { } refusal)
        {
            return LocalRedirect($"{AgreementModel.Address(agreement)}?fait={(suspends ? "suspendu" : "repris")}");
        }

        if (refusal.Code == RefusalCode.NotFound || !await FindAsync(agreement, decision, shopId))
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> FindAsync(string agreement, string decision, string? shopId)
    {
        if (!(await agreements.ReadAsync(agreement, clock.GetUtcNow())).TryGet(out var file, out _))
        {
            return false;
        }

        (Shown, Suspends) = (file, decision == "suspendre");
        Point = file.Points.SingleOrDefault(point => point.ShopId == shopId);
        return shopId is null || Point is not null;
    }
}
