using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Merchant;

/// <summary>The public home: who is signed in finds the way to the counter, who is not finds how to get an account.</summary>
[AllowAnonymous]
public sealed class HomeModel : PageModel
{
    public bool IsSignedIn => User.Identities.Any(identity => identity.AuthenticationType == Schemes.Merchant && identity.IsAuthenticated);
}
