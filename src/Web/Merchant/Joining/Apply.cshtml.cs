using System.Globalization;
using Guichet.App.Merchants.Joining;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Joining;

/// <summary>
/// «Envie de vous conventionner ?»: the one form of the portal that takes files, and therefore larger bodies. What was typed and what was attached stays after
/// an error; documents are kept under the form's key.
/// </summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
[RequestSizeLimit(JoiningLimits.MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = JoiningLimits.MaxFormBytes)]
public sealed class ApplyModel(SendApplication send, DraftDocuments documents, Sentences sentences, IStringLocalizer<Texts.Joining> texts, TimeProvider clock) : PageModel
{
    public FieldErrors Errors { get; } = new();
    public ApplicationForm Typed { get; private set; } = new();
    public IReadOnlyList<KeptDocument> Kept { get; private set; } = [];
    public string Draft { get; private set; } = "";

    public void OnGet() => Draft = DraftDocuments.KeyOf(null);

    public async Task<IActionResult> OnPostAsync()
    {
        var (form, now, address) = (Request.Form, clock.GetUtcNow(), SignedIn.Address(HttpContext));
        (Typed, Draft) = (ApplicationBinder.Read(form), DraftDocuments.KeyOf(form[ApplicationBinder.Draft]));
        foreach (var id in ApplicationBinder.RemovedOnes(form))
        {
            await documents.RemoveAsync(Draft, id);
        }

        var refusals = await ApplicationBinder.KeepAsync(form, file => documents.AddAsync(Draft, [file], address, now));
        // A document that was refused is told together with everything else that is to be mended.
        refusals = refusals.Count > 0 ? [.. Typed.Check().Refusals, .. refusals]
            : await send.RunAsync(Draft, Typed, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, address, now);
        if (refusals.Count == 0)
        {
            return LocalRedirect($"/conventionnement/envoyee/{Draft}");
        }

        Response.StatusCode = refusals[0].HttpStatus;
        foreach (var refusal in refusals)
        {
            Add(refusal);
        }

        Kept = await documents.ListAsync(Draft);
        return Page();
    }

    /// <summary>A field that was left empty is named: in the list at the top, ten times «this field» would say nothing.</summary>
    private void Add(Refusal refusal)
    {
        if (refusal is { Code: RefusalCode.TextMissing, Field: { } field })
        {
            Errors.Add(field, texts["apply.missing", texts[field]]);
        }
        else
        {
            Errors.Add(refusal, sentences);
        }
    }
}
