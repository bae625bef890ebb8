using System.Globalization;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Operations;

/// <summary>The saved views of the account: kept under a name, renamed, deleted. What is kept is an address that this program has read and written again.</summary>
[Needs(Permission.SeePayments)]
public sealed class ViewsModel(SavedViews views, Sentences sentences, IStringLocalizer<OperationList> texts, TimeProvider clock) : MerchantPage
{
    public const string Path = "/encaissement/vues";

    public IReadOnlyList<SavedView> Views { get; private set; } = [];
    public FieldErrors Errors { get; } = new();
    public string? TypedName { get; private set; }

    /// <summary>What could not be kept under that name; null when nothing was to be kept.</summary>
    public string? Unsaved { get; private set; }

    public static string Address(SavedView view) => view.Query.Length == 0 ? ListQuery.Path : $"{ListQuery.Path}?{view.Query}";

    public async Task OnGetAsync() => Views = await views.ListAsync(Actor);

    /// <param name="slot">Of the view to rename or delete; null to keep a new one.</param>
    /// <param name="query">The list to keep.</param>
    /// <param name="delete">The other button of a view.</param>
    public async Task<IActionResult> OnPostAsync(int? slot, string? name, string? query, bool delete)
    {
        if (slot is { } known)
        {
            return await ChangeAsync(known, name, delete);
        }

        Unsaved = Read(query).Text;
        if ((await views.SaveAsync(Actor, name, Unsaved)).TryGet(out var view, out var refusal))
        {
            return Redirect(Address(view));
        }

        return await RefuseAsync(refusal, name, "name");
    }

    public ListQuery Read(SavedView view) => Read(view.Query);

    private async Task<IActionResult> ChangeAsync(int slot, string? name, bool delete)
    {
        if (delete)
        {
            await views.DeleteAsync(Actor, slot);
        }
        else if ((await views.RenameAsync(Actor, slot, name)).Refusal is { } refusal)
        {
            return refusal.Code == RefusalCode.NotFound ? NotFound() : await RefuseAsync(refusal, name, $"name-{slot.ToString(CultureInfo.InvariantCulture)}");
        }

        return Redirect(Path);
    }

    private async Task<IActionResult> RefuseAsync(Refusal refusal, string? name, string field)
    {
        TypedName = name;
        if (refusal.Code == RefusalCode.TextInvalid)
        {
            Errors.Add(field, texts["views.wrong", SavedViews.MaxName]);
        }
        else
        {
            Errors.Add(refusal, sentences);
        }

        Response.StatusCode = refusal.HttpStatus;
        Views = await views.ListAsync(Actor);
        return Page();
    }

    private ListQuery Read(string? query)
    {
        var read = ListBinder.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), ParisCalendar.DayOf(clock.GetUtcNow()));
        return read.Query with { Scope = ListPoints.Scope(Actor, read.AllPoints, read.Points ?? []) };
    }
}
