using System.Security.Cryptography;
using System.Text.Json;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>Step 3 without a QR code «Confirmation»: read again, then «Envoyer». Nothing exists for the customer before it.</summary>
[Needs(Permission.Collect)]
public sealed class ConfirmationModel(IssuerRules rules, Moments moments) : DraftPage
{
    public CheckedPaymentForm Checked { get; private set; } = null!;

    /// <summary>Another tab changed the form after this page was shown.</summary>
    public bool Changed { get; private set; }

    /// <summary>What this page shows: «Envoyer» sends that, or nothing.</summary>
    public string Shown => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Form)));

    /// <summary>«28/06/2020 (4 jours)».</summary>
    public string? PayUntil => Checked.Terms.PaymentWindowDays is { } days ? moments.DayWithDays(ParisCalendar.EndOfWindow(Now, days), Now) : null;

    /// <summary>C: the date if the customer pays today; D: how long after the payment, whenever that is.</summary>
    public string? CaptureUntil => Checked.Terms.CaptureWindowDays is not { } days ? null
        : Checked.Terms.Path == PaymentPath.C ? moments.DayWithDays(ParisCalendar.EndOfWindow(Now, days), Now) : moments.Days(days);

    public IActionResult OnGet() => SentNumber is not null || Read() ? Page() : Redirect(StepAddress(Draft, "demande"));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Typed("go") == "cancel")
        {
            return Redirect(ListAddress);
        }

        if (Typed("go") == "back" || !Read())
        {
            return Redirect(StepAddress(Draft, "demande"));
        }

        if (Typed("shown") != Shown)
        {
            Changed = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        return await SendAsync();
    }

    private bool Read()
    {
        Checked = Form.Check(rules).Value!;
        return Checked is { Channel: not RequestChannel.QrCode };
    }
}
