using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

public sealed class ActivationModel(
    ActivateAccount activate, AccessCookies cookies, ReaderLanguage language, Sentences sentences, IStringLocalizer<Texts.Joining> texts, IStringLocalizer<Texts.Access> accessTexts, TimeProvider clock)
    : ActivationPage(activate, cookies, language, sentences, texts, accessTexts, clock)
{
    public override AccountArea Area => AccountArea.Customer;

    protected override string Afterwards => Protection.BienvenueModel.Address;
}
