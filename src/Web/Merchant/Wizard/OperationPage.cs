using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>A step after the payment exists, by the payment's number within the merchant's scope.</summary>
public abstract class OperationPage : WizardPage
{
    public Payment Payment { get; protected set; } = null!;

    /// <summary>
    /// The customer can still pay. Past the limit nobody can, even while the job has not written «expired» yet; until it has, the page keeps listening.
    /// </summary>
    public bool CanStillBePaid => Payment.Status == PaymentStatus.AwaitingCustomer && Payment.PayBy > Now;

    public static string QrAddress(string number) => $"{DraftPage.Addresses}/operation/{number}/qr";
    public static string DetailAddress(string number) => $"{DraftPage.Addresses}/operation/{number}/detail";
    public static string ModeAddress(string number) => $"{DraftPage.Addresses}/operation/{number}/mode";
    public static string MailAddress(string number) => $"{DraftPage.Addresses}/operation/{number}/envoyer";
    public static string CancelAddress(string number) => $"/encaissement/operations/{number}/annuler";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (RouteData.Values["number"] is not string number || !TransactionNumber.IsWellFormed(number)
            || !(await Service<ReadPayment>().RunAsync(Actor, number)).TryGet(out var payment, out _) || !await FindPointAsync(payment.PointOfSaleId))
        {
            context.Result = NotFound();
            return;
        }

        Payment = payment;
        await next();
    }
}
