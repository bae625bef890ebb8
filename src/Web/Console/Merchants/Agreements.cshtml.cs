using Guichet.App.Console;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console.Merchants;

/// <summary>Agreements by number, Shop ID, SIRET or name; before a search, those that are suspended.</summary>
public sealed class AgreementsModel(FindAgreements agreements) : ConsolePage
{
    [FromQuery(Name = "q")]
    public string? Typed { get; set; }

    public bool IsSearch => !string.IsNullOrWhiteSpace(Typed);
    public IReadOnlyList<FoundAgreement> Found { get; private set; } = [];

    public async Task OnGetAsync() => Found = await agreements.SearchAsync(Typed);
}
