using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

public sealed class ConnexionModel(
    SignIn signIn, AccessCookies cookies, ReaderLanguage language, Sentences sentences, IStringLocalizer<Texts.Access> texts, TimeProvider clock)
    : PasswordPage(signIn, cookies, language, sentences, texts, clock)
{
    /// <summary>Tells this page why the code is no longer enough.</summary>
    public const string CodesQuery = "code";

    public override AccountArea Area => AccountArea.Customer;

    public bool CodesUsedUp => Request.Query.ContainsKey(CodesQuery) && !Errors.Any;
}
