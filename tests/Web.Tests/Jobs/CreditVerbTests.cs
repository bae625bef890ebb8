using System.Globalization;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Fixtures;
using Guichet.Web.Texts;
using Guichet.Web.Tests.Portal;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Tests.Jobs;

/// <summary>`guichet credit`, as far as it does not reach the database; the orders themselves are in App.Tests.</summary>
public class CreditVerbTests(PortalSites sites) : IClassFixture<PortalSites>
{
    [Theory]
    [InlineData]
    [InlineData("check")]
    [InlineData("check", "file")]
    [InlineData("confirm", "x")]
    [InlineData("drop", "-1")]
    [InlineData("pay", "1")]
    [InlineData("check", "/there/is/no/such/file", "CE")]
    public async Task What_is_not_understood_is_told(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        (await CreditVerb.RunAsync(args, output, errors)).ShouldBe(2);
        output.ToString().ShouldBeEmpty();
        errors.ToString().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_stage_and_every_reason_has_words(string language)
    {
        var texts = (await sites.OnAsync(DatabaseKind.Sqlite)).Get<IStringLocalizer<Crediting>>();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            RefusalCode[] reasons = [RefusalCode.IdentifierInvalid, RefusalCode.CustomerUnknown, RefusalCode.CustomerRepeated, RefusalCode.AmountInvalid, RefusalCode.AmountAboveMaximum, RefusalCode.IssueYearInvalid, RefusalCode.FileInvalid];
            string[] keys = ["order", "line", "dropped", .. Enum.GetNames<CreditOrderStage>().Select(x => $"stage.{x}"), .. reasons.Select(x => $"error.{RefusalTable.Of(x).Name}")];
            keys.Where(key => texts[key].ResourceNotFound).ShouldBeEmpty();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
