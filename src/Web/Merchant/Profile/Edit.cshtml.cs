using Guichet.App.Merchants.Directory;
using Guichet.Domain.Merchants.Profiles;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Profile;

/// <summary>What customers read of one point. There is no draft: what is saved is online, if it is to be.</summary>
[Needs(Permission.EditProfile)]
public sealed class EditModel(ReadProfiles profiles, EditProfile edit, Sentences sentences, TimeProvider clock) : OwnProfilePage(profiles, sentences)
{
    public ProfileForm Typed { get; private set; } = new();

    public bool IsNew => Own.State.EntryCode is null;

    public void OnGet() => Typed = Own.Form;

    public async Task<IActionResult> OnPostAsync()
    {
        Typed = ProfileBinder.Read(Request.Form);
        var refusals = await edit.RunAsync(Actor, Own.Point.ShopId, Typed, clock.GetUtcNow());
        return refusals.Count == 0 ? Redirect(ProfileLinks.After(Own.Point, ProfileLinks.Saved)) : Refuse(refusals);
    }
}
