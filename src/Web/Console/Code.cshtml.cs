using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;

namespace Guichet.Web.Console;

/// <summary>The code of the authenticator app, or a recovery code, after the password.</summary>
public sealed class CodeModel(
    SecondFactor factor, SignInByPasskey byPasskey, AskPasskey passkeys, Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock)
    : CodePage(factor, byPasskey, passkeys, sessions, cookies, language, sentences, clock)
{
    public override AccountArea Area => AccountArea.Operator;

    /// <summary>The console has no page to add one.</summary>
    public override string? PasskeyQuestion => null;
    protected override string SetUpStep => "second-facteur";
}
