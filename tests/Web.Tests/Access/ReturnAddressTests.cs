using Guichet.App.Access;
using Guichet.Web.Access;

namespace Guichet.Web.Tests.Access;

public class ReturnAddressTests
{
    [Theory]
    [InlineData("/encaissement/nouveau?etape=2")]
    [InlineData("/encaissement/operations/foo2udp610")]
    [InlineData("/encaissement?recherche=caf%C3%A9")]
    public void A_path_of_the_portal_is_gone_back_to(string address) => ReturnAddress.For(AccountArea.Merchant, address).ShouldBe(address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//x")]
    [InlineData("///x")]
    [InlineData("/\\x")]
    [InlineData("\\x")]
    [InlineData("https:x")]
    [InlineData("https://x")]
    [InlineData("HTTPS://x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("%2f%2fx")]
    [InlineData("/%2fx")]
    [InlineData("/encaissement?recherche=café")]
    [InlineData("/%252fx")]
    [InlineData("/%5cx")]
    [InlineData("/\t/x")]
    [InlineData("\t//x")]
    [InlineData("/\n/x")]
    [InlineData("/%09/x")]
    [InlineData("/a//x")]
    [InlineData(" /x")]
    [InlineData("x")]
    [InlineData("/%25252525252fx")]
    [InlineData("/encaissement/../app")]
    [InlineData("/encaissement/%2e%2e/x\u0000")]
    [InlineData("/connexion?retour=/connexion")]
    [InlineData("/deconnexion")]
    [InlineData("/mot-de-passe/x")]
    [InlineData("/app/r/x")]
    public void Anything_else_leads_home(string? address) => ReturnAddress.For(AccountArea.Merchant, address).ShouldBe("/encaissement");

    [Theory]
    [InlineData("/app/r/abcdefghijklmnopqrstuvwx", "/app/r/abcdefghijklmnopqrstuvwx")]
    [InlineData("/app", "/app")]
    [InlineData("/application", "/app")]
    [InlineData("/encaissement", "/app")]
    [InlineData("/app/code", "/app")]
    [InlineData("//app/r/x", "/app")]
    public void A_customer_stays_in_the_app(string address, string expected) => ReturnAddress.For(AccountArea.Customer, address).ShouldBe(expected);
}
