using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Merchant;

public sealed class MotDePasseModel(ResetPassword reset, Sentences sentences, TimeProvider clock) : ResetPasswordPage(reset, sentences, clock)
{
    public override AccountArea Area => AccountArea.Merchant;
}
