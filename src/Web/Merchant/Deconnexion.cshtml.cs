using Guichet.App.Access;
using Guichet.Web.Access;

namespace Guichet.Web.Merchant;

public sealed class DeconnexionModel(Sessions sessions, AccessCookies cookies) : SignOutPage(sessions, cookies)
{
    public override AccountArea Area => AccountArea.Merchant;
    protected override string Afterwards => "/";
}
