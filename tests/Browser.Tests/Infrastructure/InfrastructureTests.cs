using Microsoft.Playwright;
using QRCoder;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>Proves the tools before anything is concluded from them.</summary>
public class InfrastructureTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Chromium_runs_scripts_in_French_and_in_Paris()
    {
        await using var site = await StaticSite.ServeAsync("""
            <!doctype html><button onclick="document.querySelector('p').textContent = new Date(Date.UTC(2026, 6, 1, 22)).toLocaleString()">Heure</button><p></p>
            """);
        var person = await PersonAsync("visitor", site.Url);
        await person.Page.GotoAsync("/");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Heure" }).ClickAsync();
        await Assertions.Expect(person.Page.Locator("p")).ToHaveTextAsync("02/07/2026 00:00:00");
        person.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_people_share_no_cookie_and_complaints_are_kept()
    {
        await using var site = await StaticSite.ServeAsync("<!doctype html><link rel=icon href=data:,><script>document.cookie += 'a=1'; console.error('seen')</script>");
        var first = await PersonAsync("first", site.Url);
        var second = await PersonAsync("second", site.Url);
        await first.Page.GotoAsync("/");
        (await first.Context.CookiesAsync()).Count.ShouldBe(1);
        (await second.Context.CookiesAsync()).ShouldBeEmpty();
        first.Complaints.ShouldBe(["console: seen"]);
        first.Forgive();
        second.Forgive();
    }

    [Theory]
    [InlineData("light", 1280, 200)]
    [InlineData("dark", 390, 280)]
    public async Task A_QR_code_on_a_page_is_read_by_a_stranger(string scheme, int width, int size)
    {
        const string Text = "https://guichet.example/app/r/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";
        using QRCodeGenerator generator = new();
        using var data = generator.CreateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        using SvgQRCode code = new(data);
        var svg = code.GetGraphic(new System.Drawing.Size(size, size), "#000000", "#ffffff", drawQuietZones: true);
        await using var site = await StaticSite.ServeAsync($"<!doctype html><style>body {{ background: light-dark(white, black); color-scheme: light dark }}</style><figure>{svg}</figure>");
        var person = await PersonAsync("merchant", site.Url, o =>
        {
            o.ViewportSize = new() { Width = width, Height = 800 };
            o.ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        });
        await person.Page.GotoAsync("/");
        (await QrReader.ReadAsync(person.Page.Locator("figure"))).ShouldBe(Text);
    }

    [Fact]
    public async Task A_picture_without_a_code_is_no_code()
    {
        await using var site = await StaticSite.ServeAsync("<!doctype html><figure>rien</figure>");
        var person = await PersonAsync("merchant", site.Url);
        await person.Page.GotoAsync("/");
        (await Should.ThrowAsync<InvalidOperationException>(() => QrReader.ReadAsync(person.Page.Locator("figure")))).Message.ShouldStartWith("0 QR codes");
    }
}
