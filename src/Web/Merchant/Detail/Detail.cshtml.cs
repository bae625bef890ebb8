using Guichet.App.Letters;
using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Merchant.Closing;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Detail;

/// <summary>Everything about one payment: amounts, people, limits and what happened; and what colleagues wrote. A stranger's payment does not exist.</summary>
[Needs(Permission.SeePayments)]
public sealed class DetailModel(
    ReadPayment read, ReadRemainders remainders, LetterStates letters, PaymentNotes notes, SendRequestAgain sendAgain, CurrentPoint points, CollectGate gate, Sentences sentences, IStringLocalizer<OperationDetail> texts, TimeProvider clock) : MerchantPage
{
    public PaymentView View { get; private set; } = null!;
    public IReadOnlyList<LetterOnTimeline> Letters { get; private set; } = [];
    public IReadOnlyList<PaymentNote> Notes { get; private set; } = [];
    public PointOfSale Point { get; private set; } = null!;

    /// <summary>How what the customer did not pay here was settled.</summary>
    public RemainderState Rest { get; private set; } = null!;

    public Payment Payment => View.Payment;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public FieldErrors Errors { get; } = new();

    /// <summary>Of a note that was refused, as typed.</summary>
    public string TypedNote { get; private set; } = "";

    /// <summary>Made with the forms of this page; a note that is corrected keeps its own.</summary>
    public string NoteKey { get; private set; } = FormKey.New();

    /// <summary>An e-mail should have left by now: the page looks again until it has.</summary>
    public bool AwaitsLetters => Letters.Any(letter => letter.Progress == LetterProgress.Queued && !letter.IsPlanned(Now));

    /// <summary>The point may not ask for money now.</summary>
    private bool IsStopped { get; set; }

    public bool CanSendAgain => !IsStopped && PaymentRequests.CanSendAgain(Payment, Now);

    /// <summary>Null while the payment is under way: two requests for one sale would be open.</summary>
    public string? AskAgain => Payment.Status switch
    {
        _ when IsStopped => null,
        PaymentStatus.Captured => "again.copy",
        PaymentStatus.Declined or PaymentStatus.Canceled or PaymentStatus.Expired => "again",
        _ => null,
    };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!await FindAsync())
        {
            context.Result = NotFound();
            return;
        }

        await next();
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <param name="what">The form: «renvoyer», or «notes», which writes a note or deletes one.</param>
    public async Task<IActionResult> OnPostAsync(string? what) => what switch
    {
        "renvoyer" => await EndAsync(await sendAgain.RunAsync(Actor, Payment.Number, FormKey.Of(Request.Form) ?? FormKey.New()), "story"),
        "notes" when Request.Form["delete"] is [{ } note, ..] => await EndAsync(await notes.DeleteAsync(Actor, Payment.Number, note), "notes"),
        "notes" => await WriteAsync(),
        _ => NotFound(),
    };

    private async Task<IActionResult> WriteAsync()
    {
        TypedNote = Request.Form["note"] is [{ } typed, ..] ? typed : "";
        NoteKey = FormKey.Of(Request.Form) ?? NoteKey;
        var written = await notes.AddAsync(Actor, Payment.Number, TypedNote, NoteKey, Now);
        // Changed after it was written, and sent again: that is another note.
        NoteKey = written.Refusal?.Code == RefusalCode.IdempotencyMismatch ? FormKey.New() : NoteKey;
        return await EndAsync(written, "notes");
    }

    /// <summary>The same page anew, at what has changed; or with the reason why nothing has.</summary>
    private async Task<IActionResult> EndAsync<T>(Result<T> done, string place)
    {
        if (done.Refusal is not { } refusal)
        {
            return Redirect($"{PaymentLinks.Detail(Payment)}#{place}");
        }

        if (refusal.Code == RefusalCode.NotFound || !await FindAsync())
        {
            return NotFound();
        }

        switch (refusal.Code)
        {
            case RefusalCode.TooManyAttempts:
                Errors.Add("send-again", texts["send-again.too-soon"]);
                break;
            case RefusalCode.TextInvalid:
                Errors.Add("note", texts["note.wrong", refusal.Arguments[0]]);
                break;
            case RefusalCode.Forbidden when refusal.Arguments is []:
                Errors.Add("notes", texts["note.not-own"]);
                break;
            default:
                Errors.Add(refusal, sentences);
                break;
        }

        Response.StatusCode = refusal.HttpStatus;
        return await ShowAsync();
    }

    /// <summary>As it is now: a refusal often means that it has changed.</summary>
    private async Task<bool> FindAsync()
    {
        if (RouteData.Values["number"] is not string number || !TransactionNumber.IsWellFormed(number) || !(await read.WithTimelineAsync(Actor, number)).TryGet(out var view, out _)
            || !(await points.OfIdAsync(Actor, view.Payment.PointOfSaleId)).TryGet(out var point, out _))
        {
            return false;
        }

        (View, Point) = (view, point);
        return true;
    }

    private async Task<IActionResult> ShowAsync()
    {
        IsStopped = await gate.StopAsync(Payment.AgreementId, Payment.PointOfSaleId) is not null;
        Rest = new RemainderState(Payment, Payment.PaidAt is null ? [] : await remainders.OfAsync(Actor, Payment), Now);
        (Letters, Notes) = (await letters.OfPaymentAsync(Actor, Payment.Number), await notes.OfPaymentAsync(Actor, Payment.Number));
        return Page();
    }
}
