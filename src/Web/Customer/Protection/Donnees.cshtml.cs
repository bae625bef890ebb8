using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>«Mes données»: what is held about oneself, to take along.</summary>
public sealed class DonneesModel(AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public void OnGet() { }
}

/// <summary>The file itself, written as it is read.</summary>
public sealed class TelechargementModel(ExportOwnData export, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public const string Address = "/app/compte/donnees/fichier";

    public async Task<IActionResult> OnGetAsync()
    {
        Response.ContentType = "application/json; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=mes-donnees.json";
        await export.RunAsync(Own, Response.Body, Now, HttpContext.RequestAborted);
        return new EmptyResult();
    }
}
