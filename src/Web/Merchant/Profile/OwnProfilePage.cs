using Guichet.App.Merchants.Directory;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.Profile;

/// <summary>A page about the profile of one point: others do not exist.</summary>
[Needs(Permission.EditProfile)]
public abstract class OwnProfilePage(ReadProfiles profiles, Sentences sentences) : MerchantPage
{
    public OwnProfile Own { get; private set; } = null!;
    public FieldErrors Errors { get; } = new();

    /// <summary>What has just been done; null otherwise.</summary>
    public string? Done => Request.Query[ProfileLinks.DoneName] is [ProfileLinks.Saved or ProfileLinks.Photo or ProfileLinks.NoPhoto] done ? done[0] : null;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["shop"] is not string shopId || !(await profiles.FindAsync(Actor, shopId)).TryGet(out var own, out _))
        {
            context.Result = NotFound();
            return;
        }

        Own = own;
        await next();
    }

    protected IActionResult Refuse(params IReadOnlyList<Refusal> refusals)
    {
        if (refusals[0].Code == RefusalCode.NotFound)
        {
            return NotFound();
        }

        Response.StatusCode = Errors.AddAll(refusals, sentences);
        return Page();
    }
}
