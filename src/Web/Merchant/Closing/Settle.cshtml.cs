using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Closing;

/// <summary>«Enregistrer un règlement»: takes the form of the detail, and shows it again when something was wrong.</summary>
[Needs(Permission.RecordRemainder)]
public sealed class SettleModel(RecordRemainder record, ReadPayment read, ReadRemainders remainders, CurrentPoint points, Sentences sentences, TimeProvider clock)
    : RemainderPage(read, remainders, points, sentences, clock)
{
    private (RemainderForm Form, string Key)? _typed;

    /// <summary>As typed; null when nothing can be recorded any more.</summary>
    public RemainderEntry? Entry => RemainderEntry.Of(Payment, Lines, Now) is { } entry
        ? _typed is var (form, key) ? entry with { Typed = form, Key = key, Errors = Errors } : entry
        : null;

    public IActionResult OnGet() => Entry is null ? Redirect(Back) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var form = new RemainderForm(Typed(RemainderEntry.MeansField), Typed(RemainderEntry.AmountField));
        if (FormKey.Of(Request.Form) is not { } key)
        {
            return BadRequest();
        }

        _typed = (form, key);
        var (means, amount, refusals) = form.Check();
        if (refusals.Count > 0)
        {
            return await RefuseAsync(refusals);
        }

        return (await record.RunAsync(Actor, Payment.Number, means, amount, key, Now)).Refusal is { } refusal ? await RefuseAsync(refusal) : Redirect(Back);
    }

    private string Typed(string field) => Request.Form[field] is [{ } first, ..] ? first : "";
}
