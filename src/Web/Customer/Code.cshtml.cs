using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Customer;

/// <summary>On a known device the 4-digit code opens the app.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class CodeModel(SignInByCode signIn, KnownDevices devices, AccessCookies cookies, Sentences sentences, TimeProvider clock) : PageModel
{
    public FieldErrors Errors { get; } = new();
    public string? FirstName { get; private set; }

    [BindProperty(Name = ReturnAddress.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : ToPassword(usedUp: false);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "code")] string? code)
    {
        if (!await LoadAsync())
        {
            return ToPassword(usedUp: false);
        }

        var answer = await signIn.RunAsync(cookies.DeviceKey(HttpContext, AccountArea.Customer), code, cookies.SessionKey(HttpContext, AccountArea.Customer), clock.GetUtcNow(), SignedIn.Place(HttpContext));
        if (answer.TryGet(out var opened, out var refusal))
        {
            cookies.Set(HttpContext, AccountArea.Customer, opened);
            return LocalRedirect(ReturnAddress.For(AccountArea.Customer, ReturnTo));
        }

        if (refusal is { Code: RefusalCode.WrongCode, Arguments: [0] })
        {
            return ToPassword(usedUp: true);
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private async Task<bool> LoadAsync() => (FirstName = await devices.OwnerAsync(cookies.DeviceKey(HttpContext, AccountArea.Customer), clock.GetUtcNow())) is not null;

    /// <summary>The device is not known (any more): its cookie goes, the password is asked.</summary>
    private LocalRedirectResult ToPassword(bool usedUp)
    {
        cookies.ClearDevice(HttpContext);
        var back = ReturnAddress.For(AccountArea.Customer, ReturnTo);
        return LocalRedirect($"/app/connexion?{ReturnAddress.Parameter}={Uri.EscapeDataString(back)}{(usedUp ? $"&{ConnexionModel.CodesQuery}=0" : "")}");
    }
}
