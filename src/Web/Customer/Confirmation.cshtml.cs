using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Wallets;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Customer.Protection;
using Guichet.Web.Customer.Pay;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

/// <summary>
/// «Code secret», «Confirmer»: amount and payee once more, and the code. Of what is submitted only the ticket counts (I-40); pressing twice, Back and
/// submitting again, or asking again after a lost answer pay once and lead to what really happened (I-13, docs/decisions/0026).
/// </summary>
public sealed class ConfirmationModel(
    CustomerRequests requests, ReadWallet wallets, ApprovalTickets tickets, CheckCode codes, ApprovalPasskey passkeys, ApprovePayment approve, WithdrawApproval withdraw, AccessCookies cookies,
    Sentences sentences, IStringLocalizer<Texts.App> texts, IStringLocalizer<PayPages> pay, TimeProvider clock) : RequestPage(requests, clock)
{
    /// <summary>After a confirmation whose answer was lost, and which is known to have changed nothing.</summary>
    public const string AgainQuery = "encore";

    public FieldErrors Errors { get; } = new();
    public Money Amount { get; private set; }
    public string Ticket { get; private set; } = "";

    /// <summary>The customer has a passkey, which does instead of the code.</summary>
    public bool HasPasskey { get; private set; }

    /// <summary>Something was shown that is not so any more: read again, then confirm.</summary>
    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(long centimes, [FromQuery(Name = AgainQuery)] bool again)
    {
        if (!await FindAsync())
        {
            return Nothing();
        }

        Notice = again ? pay["again"].Value : null;
        return CanBePaid ? await AskAsync(new Money(centimes)) : ToTruth();
    }

    /// <param name="ticket">As <see cref="OnGetAsync"/> gave it.</param>
    /// <param name="code">The 4 digits.</param>
    /// <param name="answer">Of a passkey, instead of the code.</param>
    public async Task<IActionResult> OnPostAsync(string? ticket, string? code, [FromForm(Name = PasskeyForm.Answer)] string? answer, [FromForm(Name = PasskeyForm.Token)] string? token)
    {
        var result = await SubmitAsync(ticket, code, PasskeyForm.Of(answer, token));
        return result is RedirectResult go && PayAnswer.IsAskedBy(Request) ? PayAnswer.Of(go.Url, IsPaid) : result;
    }

    /// <summary>The script asks what became of a ticket whose answer was lost. Whatever this says is for good: an approval that is still on its way comes too late.</summary>
    public async Task<IActionResult> OnPostTruthAsync(string? ticket)
    {
        if (tickets.Open(Actor, ticket) is not { } opened)
        {
            return PayAnswer.Of("/app", isPaid: false);
        }

        if (!await FindAsync(RequestAddress.Of(opened)) || !IsWaiting)
        {
            return PayAnswer.Of(TruthPath, IsPaid);
        }

        var refusal = (await withdraw.RunAsync(Actor, opened)).Refusal?.Code;
        if (refusal is not (null or RefusalCode.IdempotencyMismatch or RefusalCode.NotFound))
        {
            return PayAnswer.Unknown();
        }

        await FindAsync(RequestAddress.Of(opened)); // it may have ended in between
        return PayAnswer.Of(IsWaiting ? $"{Address.ConfirmationPath(opened.Amount)}&{AgainQuery}=true" : TruthPath, IsPaid);
    }

    private bool IsPaid => Shown?.Payment is { Status: PaymentStatus.Authorized or PaymentStatus.Captured } payment && payment.PayerId == Actor.CustomerId;

    private async Task<IActionResult> SubmitAsync(string? ticket, string? code, PasskeyAnswer? passkey)
    {
        if (tickets.Open(Actor, ticket) is not { } opened || !await FindAsync(RequestAddress.Of(opened)) || Shown!.Payment.Id != opened.PaymentId)
        {
            return Nothing();
        }

        if (!CanBePaid)
        {
            return ToTruth(); // pressed twice, or late: no code is needed to hear what happened
        }

        if (opened.ExpiresAt <= Now || !opened.Shows(Shown.Payment))
        {
            return await AskAgainAsync(opened);
        }

        (Amount, Ticket) = (opened.Amount, ticket!);
        var proved = passkey is not null
            ? await passkeys.RunAsync(OwnWalletPage.OwnOf(HttpContext, cookies), ticket, passkey, Now)
            : await codes.RunAsync(Actor, cookies.DeviceKey(HttpContext, AccountArea.Customer), code, Now);
        if (proved.Refusal is { } wrong)
        {
            return wrong is { Code: RefusalCode.WrongCode, Arguments: [0] } ? ToSignIn() : await RefuseAsync(wrong);
        }

        if ((await approve.RunAsync(Actor, opened.PaymentId, opened.Token, opened.Amount, opened.Key)).TryGet(out var payment, out var refusal))
        {
            Shown = Shown with { Payment = payment };
            return ToTruth();
        }

        return await AfterRefusalAsync(refusal, opened);
    }

    private async Task<IActionResult> AskAsync(Money amount)
    {
        var payment = Shown!.Payment;
        if (!ApprovalPreview.Of(Actor, payment, await wallets.RunAsync(Actor, Now), amount, Now).TryGet(out _, out _))
        {
            return Redirect(Address.Path); // an address typed by hand, or a balance that changed: back to choosing
        }

        HasPasskey = await passkeys.HasAnyAsync(Actor);
        (Amount, Ticket) = (amount, tickets.Issue(Actor, payment, amount, Address.Token, Now));
        return Page();
    }

    private Task<IActionResult> AskAgainAsync(ApprovalTicket opened)
    {
        Notice = texts["confirmation.outdated"];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return AskAsync(opened.Amount);
    }

    private async Task<IActionResult> AfterRefusalAsync(Refusal refusal, ApprovalTicket opened) => refusal.Code switch
    {
        RefusalCode.NotFound => Nothing(),
        RefusalCode.NotPossibleInState or RefusalCode.PaymentLimitPassed or RefusalCode.Suspended or RefusalCode.PointClosed or RefusalCode.WalletBlocked => await FindAsync(RequestAddress.Of(opened)) ? ToTruth() : Nothing(),
        // The ticket was given up meanwhile, because its answer had been lost.
        RefusalCode.IdempotencyMismatch => !await FindAsync(RequestAddress.Of(opened)) ? Nothing() : CanBePaid ? await AskAgainAsync(opened) : ToTruth(),
        RefusalCode.OutcomeUnknown or RefusalCode.IdempotencyInProgress when PayAnswer.IsAskedBy(Request) => PayAnswer.Unknown(),
        _ => await RefuseAsync(refusal with { Field = null }),
    };

    private async Task<PageResult> RefuseAsync(Refusal refusal)
    {
        HasPasskey = await passkeys.HasAnyAsync(Actor);
        Errors.Add(refusal, sentences);
        Response.StatusCode = refusal.HttpStatus;
        return Page();
    }

    /// <summary>The device is forgotten: the password is asked, then this very page again. The payment waits, nothing was taken.</summary>
    private RedirectResult ToSignIn()
    {
        cookies.ClearDevice(HttpContext);
        cookies.ClearSession(HttpContext, AccountArea.Customer);
        return Redirect($"/app/connexion?{ReturnAddress.Parameter}={Uri.EscapeDataString(Address.ConfirmationPath(Amount))}&{ConnexionModel.CodesQuery}=0");
    }
}
