using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Customer.Protection;

/// <summary>«J'ai perdu mon téléphone»: what to do from any other one, for who is signed in nowhere.</summary>
[AllowAnonymous, SignInPage]
public sealed class TelephonePerduModel : PageModel
{
    /// <summary>By the password, and on to the block.</summary>
    public static readonly string ToBlock = ReturnAddress.With(ReturnAddress.SignIn(AccountArea.Customer), AccountArea.Customer, BlocageModel.Address);

    public void OnGet() { }
}
