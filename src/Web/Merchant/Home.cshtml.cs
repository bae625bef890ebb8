using System.Globalization;
using Guichet.App.Console;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Merchant;

/// <summary>The public home: who is signed in finds the way to the counter, who is not finds how to get an account.</summary>
[AllowAnonymous]
public sealed class HomeModel(HomeNotice notice) : PageModel
{
    /// <summary>In the reader's language; null for the product's own, empty for none.</summary>
    public string? Notice { get; private set; }

    /// <summary>Of the notice, where it is not the page's; null where it is.</summary>
    public string? NoticeLanguage { get; private set; }

    public bool IsSignedIn => User.Identities.Any(identity => identity.AuthenticationType == Schemes.Merchant && identity.IsAuthenticated);

    public async Task OnGetAsync()
    {
        if (await notice.CurrentAsync() is not { } current)
        {
            return;
        }

        var isEnglish = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        Notice = isEnglish && current.EnglishText.Length > 0 ? current.EnglishText : current.Text;
        NoticeLanguage = isEnglish && current.EnglishText.Length == 0 ? "fr" : null;
    }
}
