using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Texts;

/// <summary>«Information importante» as the product comes: shown until an operator edits it, and what that edit begins with.</summary>
public sealed class OwnNotice(IStringLocalizer<PortalPages> texts)
{
    public string In(string language)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return texts["home.notice.text"];
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
