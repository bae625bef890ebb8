using System.Collections.Concurrent;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«Scanner un QR code»: by a camera that looks at the merchant's screen, by a photo of it, by typing; and the codes that are none of ours.</summary>
public class AppScanTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    const string Foreign = "Ce code n'est pas un code de paiement Chèque-Vacances.";
    static readonly string[] Camera = ["camera"];

    static ILocator Code(Person till) => till.Page.Locator(".qr__code");

    [Theory, EachDatabase]
    public async Task The_camera_sees_the_merchants_code_and_the_customer_pays(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter);
        await till.ShowCodeAsync("20,00");
        using var camera = await FakeCamera.LookAtAsync(Code(till));
        await using var browser = await AnotherBrowserAsync(camera.Arguments);
        await using var lea = await WithCameraAsync(browser, counter);
        await lea.Page.GotoAsync("/app");
        await lea.Page.GetByRole(AriaRole.Link, new() { Name = "Scanner un QR code" }).First.ClickAsync();
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await Expect(lea.Page.GetByText(People.PinsName).First).ToBeVisibleAsync();
        await lea.ApproveAsync(People.Lea.Code, "1,00");
        await till.ShouldSeePaidAsync("1,00 €", left: "19,00 €");
        await lea.Page.GoBackAsync(); // the used code, seen again
        await lea.Page.GotoAsync("/app/scanner");
        await lea.Page.ShouldBeAtAsync("Paiement effectué");
        lea.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_of_another_site_is_called_that_and_the_camera_goes_on_until_the_page_is_left()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        using var camera = FakeCamera.LookAt(Picture("https://example.org/app/r/AAAAAAAAAAAAAAAAAAAAAAAA"));
        await using var browser = await AnotherBrowserAsync(camera.Arguments);
        await using var lea = await WithCameraAsync(browser, counter);
        await lea.Page.GotoAsync("/app/scanner");
        await Expect(lea.Page.GetByText(Foreign)).ToBeVisibleAsync();
        lea.Page.Url.ShouldEndWith("/app/scanner");
        (await lea.Page.EvaluateAsync<string>(CameraState)).ShouldBe("live");
        // The phone is put away, and taken out again.
        await lea.Page.EvaluateAsync(Hide);
        (await lea.Page.EvaluateAsync<string>(CameraState)).ShouldBe("off");
        await lea.Page.EvaluateAsync(Show);
        await lea.Page.WaitForFunctionAsync($"() => ({CameraState})() === 'live'");
        lea.Complaints.ShouldBeEmpty();
    }

    [Theory, InlineData("denied", "L'accès à l'appareil photo est refusé"), InlineData("none", "Aucun appareil photo trouvé"), InlineData("busy", "L'appareil photo est occupé"), InlineData("unable", "L'appareil photo n'est pas utilisable ici")]
    public async Task Without_a_picture_the_page_says_why_and_what_else_there_is(string trouble, string title)
    {
        var lea = await CustomerAsync(await SharedAsync(DatabaseKind.Sqlite), People.Lea);
        await lea.Page.AddInitScriptAsync($$"""
            const name = { denied: "NotAllowedError", none: "NotFoundError", busy: "NotReadableError" }[{{$"'{trouble}'"}}];
            Object.defineProperty(navigator, "mediaDevices", { value: name ? { getUserMedia: () => Promise.reject(new DOMException("", name)) } : undefined });
            """);
        await lea.Page.GotoAsync("/app/scanner");
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await Expect(lea.Page.Button("Réessayer")).ToBeVisibleAsync();
        await Expect(lea.Page.GetByLabel("Choisir une photo")).ToBeEnabledAsync();
        await Expect(lea.Page.Textbox("Lien, code ou numéro de la demande")).ToBeVisibleAsync();
    }

    [Theory, EachDatabase]
    public async Task A_photo_of_the_code_is_read_on_the_phone(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await till.ShowCodeAsync("20,00");
        ConcurrentQueue<string> sent = [];
        lea.Page.Request += (_, request) =>
        {
            if (request.Method != "GET") sent.Enqueue(request.Url);
        };
        await lea.Page.GotoAsync("/app/scanner");
        var photo = lea.Page.GetByLabel("Choisir une photo");
        await photo.SetInputFilesAsync(new FilePayload { Name = "tente.png", MimeType = "image/png", Buffer = await till.Page.Locator("h1").ScreenshotAsync() });
        await Expect(lea.Page.GetByText("Aucun QR code lisible sur cette photo.")).ToBeVisibleAsync();
        await photo.SetInputFilesAsync(new FilePayload { Name = "autre.png", MimeType = "image/png", Buffer = Picture("https://example.org/") });
        await Expect(lea.Page.GetByText(Foreign)).ToBeVisibleAsync();
        await photo.SetInputFilesAsync(new FilePayload { Name = "code.png", MimeType = "image/png", Buffer = await till.Page.ScreenshotAsync(new() { FullPage = true }) });
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        sent.ShouldBeEmpty("a photo stays on the phone");
    }

    [Theory, EachDatabase(true), EachDatabase(false)]
    public async Task A_link_or_a_number_is_typed(DatabaseKind kind, bool scripts)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea, o => o.JavaScriptEnabled = scripts));
        var link = await till.ShowCodeAsync("20,00");
        await TypeAsync(lea, link);
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await lea.Page.GotoAsync("/app"); // an open request would ask for itself, and find that it is gone
        await till.Page.PressAsync("Changer de mode d'encaissement");
        await till.Page.ByIdentifierAsync(People.Lea.Number);
        await till.Page.PressAsync("Continuer");
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        await TypeAsync(lea, link);
        await lea.Page.ShouldBeAtAsync("Ce code n'est plus valable ou ne vous est pas destiné"); // replaced
        await TypeAsync(lea, till.Number().ToUpperInvariant());
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await TypeAsync(lea, "https://example.org/menu");
        await Expect(lea.Page.GetByText(Foreign).First).ToBeVisibleAsync();
    }

    static async Task TypeAsync(Person lea, string code)
    {
        await lea.Page.GotoAsync("/app/scanner");
        await lea.Page.Textbox("Lien, code ou numéro de la demande").FillAsync(code);
        await lea.Page.PressAsync("Ouvrir la demande");
    }

    /// <summary>Léa with her phone, in a browser that has a camera.</summary>
    async Task<Person> WithCameraAsync(IBrowser browser, Counter counter)
    {
        await (await CustomerAsync(counter, People.Lea)).DisposeAsync(); // so that her visit is known
        var lea = await Person.ArriveAsync(browser, "lea-camera", new()
        {
            BaseURL = counter.Server.Url.ToString(), Locale = "fr-FR", TimezoneId = "Europe/Paris", ViewportSize = new() { Width = 390, Height = 844 },
            StorageState = counter.Visits[People.Lea.Email], Permissions = Camera,
        });
        return lea;
    }

    static byte[] Picture(string text)
    {
        using var code = QRCoder.QRCodeGenerator.GenerateQrCode(text, QRCoder.QRCodeGenerator.ECCLevel.M);
        return new QRCoder.PngByteQRCode(code).GetGraphic(10);
    }

    const string CameraState = "() => document.querySelector('video').srcObject?.getVideoTracks()[0]?.readyState ?? 'off'";
    const string Hide = "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";
    const string Show = "() => { Object.defineProperty(document, 'hidden', { value: false, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";
}
