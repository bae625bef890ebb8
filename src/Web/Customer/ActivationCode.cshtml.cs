using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Customer;

public sealed class ActivationCodeModel(AskActivationCode ask, Sentences sentences, TimeProvider clock) : AskActivationPage(ask, sentences, clock)
{
    public override AccountArea Area => AccountArea.Customer;
}
