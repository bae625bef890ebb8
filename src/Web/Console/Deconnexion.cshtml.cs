using Guichet.App.Access;
using Guichet.Web.Access;

namespace Guichet.Web.Console;

public sealed class DeconnexionModel(Sessions sessions, AccessCookies cookies) : SignOutPage(sessions, cookies)
{
    public override AccountArea Area => AccountArea.Operator;
    protected override string Afterwards => ReturnAddress.SignIn(Area);
}
