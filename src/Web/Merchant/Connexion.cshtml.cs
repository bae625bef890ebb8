using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant;

public sealed class ConnexionModel(SignIn signIn, AccessCookies cookies, Sentences sentences, IStringLocalizer<Texts.Access> texts, TimeProvider clock)
    : PasswordPage(signIn, cookies, sentences, texts, clock)
{
    public override AccountArea Area => AccountArea.Merchant;
}
