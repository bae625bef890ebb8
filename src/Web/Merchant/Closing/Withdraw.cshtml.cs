using System.Globalization;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Closing;

/// <summary>«Retirer ce règlement ?»: a page, and the content of a dialog.</summary>
[Needs(Permission.RecordRemainder)]
public sealed class WithdrawModel(WithdrawRemainder withdraw, ReadPayment read, ReadRemainders remainders, CurrentPoint points, Sentences sentences, TimeProvider clock)
    : RemainderPage(read, remainders, points, sentences, clock)
{
    public RemainderPayment? Record => Lines.FirstOrDefault(line => line.Record.Line == Line)?.Record;

    public bool IsPossible => Record is { } record && Remainders.MayWithdraw(record, Now);
    public bool IsInDialog => Request.Headers.ContainsKey("X-Fragment");

    private int Line => int.TryParse(RouteData.Values["line"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0;

    public IActionResult OnGet() => Record is null ? NotFound() : IsPossible ? Page() : Redirect(Back);

    public async Task<IActionResult> OnPostAsync() =>
        (await withdraw.RunAsync(Actor, Payment.Number, Line, Now)).Refusal is { } refusal ? await RefuseAsync(refusal) : Redirect(Back);
}
