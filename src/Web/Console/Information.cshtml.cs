using Guichet.App.Console;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>«Information importante» of the public home page, with its earlier versions.</summary>
[Needs(Permission.EditNotice)]
public sealed class InformationModel(HomeNotice notice, OwnNotice own, Sentences sentences, TimeProvider clock) : ConsolePage
{
    private const string SavedQuery = "enregistre=1";

    public FieldErrors Errors { get; } = new();
    public IReadOnlyList<NoticeVersion> Versions { get; private set; } = [];
    public bool IsSaved => Request.QueryString.Value == $"?{SavedQuery}" && !Errors.Any;

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    [BindProperty(Name = "english")]
    public string? English { get; set; }

    /// <summary>The version that was looked at.</summary>
    [BindProperty(Name = "version")]
    public int Version { get; set; }

    public async Task OnGetAsync()
    {
        Versions = await notice.VersionsAsync();
        (Text, English, Version) = Versions is [var newest, ..] ? (newest.Text, newest.EnglishText, newest.Version) : (own.In("fr-FR"), own.In("en-GB"), 0);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await notice.EditAsync(Actor, Text, English, Version, clock.GetUtcNow())).Refusal is not { } refusal)
        {
            return LocalRedirect($"/console/information?{SavedQuery}");
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        Versions = await notice.VersionsAsync();
        if (refusal.Code == RefusalCode.NoticeChanged)
        {
            // What was typed stays; the newer text is on the page, and who saves again has seen it.
            ModelState.Clear();
            Version = Versions[0].Version;
        }

        return Page();
    }
}
