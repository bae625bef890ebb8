using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Customer;

public sealed class MotDePasseModel(ResetPassword reset, Sentences sentences, TimeProvider clock) : ResetPasswordPage(reset, sentences, clock)
{
    public override AccountArea Area => AccountArea.Customer;
}
