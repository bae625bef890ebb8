using Guichet.App.Console;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>One operation with its facts and all that it did to the ledger.</summary>
public sealed class OperationModel(FindOperations operations) : ConsolePage
{
    public OperationFile Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (!(await operations.ReadAsync(number)).TryGet(out var file, out _))
        {
            return NotFound();
        }

        Shown = file;
        return Page();
    }
}
