using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Console;

public sealed class ConnexionModel(
    SignIn signIn, AccessCookies cookies, ReaderLanguage language, Sentences sentences, IStringLocalizer<Texts.Access> texts, TimeProvider clock)
    : PasswordPage(signIn, cookies, language, sentences, texts, clock)
{
    public override AccountArea Area => AccountArea.Operator;
}
