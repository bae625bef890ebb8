using Guichet.App.Console;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Merchants;

/// <summary>One agreement: its points, its people, and when it could not collect.</summary>
public sealed class AgreementModel(FindAgreements agreements, TimeProvider clock) : ConsolePage
{
    public AgreementFile Shown { get; private set; } = null!;

    /// <summary>Name of what was just suspended or resumed.</summary>
    [FromQuery(Name = "fait")]
    public string? Done { get; set; }

    public static string Address(string number) => $"/console/conventions/{number}";

    public async Task<IActionResult> OnGetAsync(string agreement)
    {
        if (!(await agreements.ReadAsync(agreement, clock.GetUtcNow())).TryGet(out var file, out _))
        {
            return NotFound();
        }

        Shown = file;
        return Page();
    }
}
