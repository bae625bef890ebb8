using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Console;

public sealed class MotDePasseOublieModel(ForgottenPassword forgotten, Sentences sentences, TimeProvider clock) : ForgottenPasswordPage(forgotten, sentences, clock)
{
    public override AccountArea Area => AccountArea.Operator;
}
