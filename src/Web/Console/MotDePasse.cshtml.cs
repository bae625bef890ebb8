using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Console;

public sealed class MotDePasseModel(ResetPassword reset, AccessCookies cookies, Sentences sentences, TimeProvider clock) : ResetPasswordPage(reset, cookies, sentences, clock)
{
    public override AccountArea Area => AccountArea.Operator;
}
