using Guichet.App.Console.Applications;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>One application with everything to decide by, and the decision. Whoever comes second is told what happened.</summary>
[Needs(Permission.DecideApplications)]
public sealed class CandidatureModel(FindApplications applications, AcceptApplication accept, RefuseApplication refuse, Sentences sentences, TimeProvider clock) : ConsolePage
{
    /// <summary>Names of the two buttons.</summary>
    public const string Decision = "decision", Accept = "accept", Refuse = "refuse";

    private const string DoneQuery = "decidee=1";

    public FieldErrors Errors { get; } = new();
    public ApplicationFile Shown { get; private set; } = null!;
    public bool IsJustDecided => Request.QueryString.Value == $"?{DoneQuery}" && Shown.State != ApplicationState.Waiting && !Errors.Any;

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(long application) => await ShowAsync(application);

    public async Task<IActionResult> OnPostAsync(long application, [FromForm(Name = Decision)] string? decision)
    {
        if (decision is not (Accept or Refuse))
        {
            return await applications.ReadAsync(application) is null ? NotFound() : BadRequest();
        }

        var refusal = decision == Accept ? (await accept.RunAsync(Actor, application, clock.GetUtcNow())).Refusal : (await refuse.RunAsync(Actor, application, Reason, clock.GetUtcNow())).Refusal;
        if (refusal is null)
        {
            return LocalRedirect($"/console/candidatures/{application}?{DoneQuery}");
        }

        if (refusal.Code != RefusalCode.NotFound)
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
        }

        return await ShowAsync(application);
    }

    private async Task<IActionResult> ShowAsync(long id)
    {
        if (await applications.ReadAsync(id) is not { } file)
        {
            return NotFound();
        }

        Shown = file;
        return Page();
    }
}
