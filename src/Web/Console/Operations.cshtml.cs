using Guichet.App.Console;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>Any operation, by transaction number, basket number or customer number.</summary>
public sealed class OperationsModel(FindOperations operations) : ConsolePage
{
    [FromQuery(Name = "q")]
    public string? Typed { get; set; }

    /// <summary>Null before anything was looked for.</summary>
    public IReadOnlyList<FoundOperation>? Found { get; private set; }

    public async Task OnGetAsync() => Found = string.IsNullOrWhiteSpace(Typed) ? null : await operations.SearchAsync(Typed);
}
