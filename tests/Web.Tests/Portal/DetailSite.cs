using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Web.Tests.Portal;

/// <summary>What the tests of the detail of a payment share: payments in the state that they need.</summary>
internal static class DetailSite
{
    public const string Lea = "lea.martin@example.org";

    public static string Of(Payment payment) => $"/encaissement/operations/{payment.Number}";

    /// <summary>B, or D with days to validate: asked for by e-mail.</summary>
    public static async Task<Payment> AskByMailAsync(this PortalSite site, string reference, string contact = Lea, string amount = "40,00", bool isReservation = false) =>
        await site.AskAsync(await site.ActorAsync(), new PaymentForm
        {
            Deferred = true, PaymentDays = "4", Contact = contact, Amount = amount, OrderReference = reference, Description = "Emplacement 12", CustomerReference = "C-7", SellerReference = "Jeanne",
            CaptureDelay = isReservation, CaptureDays = "3", NotifyEmail = isReservation ? "pins@example.org" : "",
        });

    public static async Task PayAsync(this PortalSite site, Payment payment, long cents)
    {
        var opened = (await site.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Customer, Lea, "lea-vacances-2026", null), site.Now)).Value;
        var session = (await site.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Customer, touch: false, site.Now))!;
        var actor = new CustomerActor(session.AccountId, session.CustomerId!.Value, session.Name, null);
        (await site.Get<ApprovePayment>().RunAsync(actor, payment.Id, null, new Money(cents), $"pay-{payment.Number}")).Refusal.ShouldBeNull();
    }

    public static async Task CaptureAsync(this PortalSite site, Payment payment, string amount) =>
        (await site.Get<CapturePayment>().RunAsync(await site.ActorAsync(), payment.Number, amount)).Refusal.ShouldBeNull();

    public static async Task CancelAsync(this PortalSite site, Payment payment) =>
        (await site.Get<CancelPayment>().RunAsync(await site.ActorAsync(), payment.Number)).Refusal.ShouldBeNull();

    /// <summary>Presses the button of a form of the page, with its hidden fields and what is typed.</summary>
    public static Task<Visitor> PressAsync(this Visitor visitor, string button, params (string Name, string Value)[] typed)
    {
        var pressed = visitor.Page.QuerySelectorAll("main form button").Where(b => Visitor.Clean(b.TextContent).StartsWith(button, StringComparison.Ordinal)).ShouldHaveSingleItem(button);
        var form = pressed.Closest("form")!;
        form.GetAttribute("method").ShouldBe("post");
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(x => (x.GetAttribute("name")!, x.GetAttribute("value")!)).ToList();
        hidden.ShouldContain(x => x.Item1 == "_token", "the form carries its token");
        if (pressed.GetAttribute("name") is { } name)
        {
            hidden.Add((name, pressed.GetAttribute("value")!));
        }

        return visitor.PostAsync(form.GetAttribute("action")!, [.. hidden, .. typed]);
    }

    /// <summary>Links and buttons that the page offers beside the amounts.</summary>
    public static string[] Offers(this Visitor visitor) => visitor.Names(".offers > a, .offers button");
}

/// <summary>The clock of the machine, ahead of it by as much as a test wants.</summary>
internal sealed class LaterTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
