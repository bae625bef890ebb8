using Guichet.App.Access;
using Guichet.Web.Access;

namespace Guichet.Web.Customer;

public sealed class DeconnexionModel(Sessions sessions, AccessCookies cookies) : SignOutPage(sessions, cookies)
{
    public override AccountArea Area => AccountArea.Customer;
    protected override string Afterwards => "/app";
}
