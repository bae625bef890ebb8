using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Merchant.Protection;

/// <summary>The second half of a merchant's sign-in, for who chose to have one.</summary>
public sealed class CodeModel(
    SecondFactor factor, SignInByPasskey byPasskey, AskPasskey passkeys, Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock)
    : CodePage(factor, byPasskey, passkeys, sessions, cookies, language, sentences, clock)
{
    public override AccountArea Area => AccountArea.Merchant;
    public override string PasskeyQuestion => DefiModel.Address;
}
