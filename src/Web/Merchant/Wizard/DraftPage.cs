using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>
/// A step before the payment exists. The draft in the address holds everything typed and is the key of the submit; once it has made its payment,
/// the step says so and leads there, whichever way it was reached (Back, reload, a second tab, a double press).
/// </summary>
public abstract class DraftPage : WizardPage
{
    public const string Addresses = "/encaissement/nouveau";

    public PaymentDraft Draft { get; private set; } = null!;
    public PaymentForm Form => Draft.Form;

    /// <summary>The payment that this draft has made; null while there is none.</summary>
    public string? SentNumber { get; private set; }

    public static string StepAddress(PaymentDraft draft, string step) => $"{Addresses}/{draft.Id}/{step}";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["draft"] is not string id || !IsKey(id) || await Service<PaymentDrafts>().FindAsync(Actor, id) is not { } draft
            || !await FindPointAsync(draft.PointOfSaleId))
        {
            context.Result = NotFound();
            return;
        }

        Draft = draft;
        SentNumber = await Service<SentDrafts>().NumberOfAsync(Actor, draft.Id);
        if (SentNumber is { } number && HttpMethods.IsPost(Request.Method))
        {
            context.Result = Redirect(OperationPage.QrAddress(number));
            return;
        }

        // What is typed is kept; sending it is refused by the use case, in its own words.
        if (SentNumber is null && HttpMethods.IsGet(Request.Method) && await Service<CollectGate>().StopAsync(Actor.AgreementId, Point.Id) is not null)
        {
            context.Result = Redirect(ListAddress);
            return;
        }

        await next();
    }

    protected async Task SaveAsync(PaymentForm form)
    {
        Draft = Draft with { Form = form };
        await Service<PaymentDrafts>().SaveAsync(Actor, Draft);
    }

    /// <summary>Makes the payment, once for this draft, and leads to it.</summary>
    protected async Task<IActionResult> SendAsync()
    {
        var created = await Service<CreatePayment>().RunAsync(Actor, Draft.PointOfSaleId, Form, Draft.Id);
        if (created.TryGet(out var payment, out var refusal))
        {
            if (Form.CaptureDelay)
            {
                var remembered = Service<RememberedEmail>();
                await (Form.RememberNotifyEmail ? remembered.KeepAsync(Actor, Form.NotifyEmail) : remembered.ForgetAsync(Actor, Form.NotifyEmail));
            }

            return Redirect(payment.Addressee.Channel == RequestChannel.QrCode ? OperationPage.QrAddress(payment.Number) : OperationPage.DetailAddress(payment.Number));
        }

        // Two tabs sent two versions of the same form: the first is the request, and is what both show.
        return refusal.Code == RefusalCode.IdempotencyMismatch && await Service<SentDrafts>().NumberOfAsync(Actor, Draft.Id) is { } sent
            ? Redirect(OperationPage.QrAddress(sent))
            : Refused(refusal);
    }
}
