using Guichet.App.Merchants.People;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.People;

/// <summary>Who signs in for the agreement.</summary>
[Needs(Permission.ManagePeople)]
public sealed class ListModel(ReadPeople people, TimeProvider clock) : MerchantPage
{
    private const int ShownWithoutSearch = 12;

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<Person> All { get; private set; } = [];
    public IReadOnlyList<Person> Found { get; private set; } = [];
    public bool IsSearchable => All.Count > ShownWithoutSearch;
    public bool IsFull => All.Count >= AddPerson.MaxPeople;

    public async Task OnGetAsync()
    {
        All = await people.ListAsync(Actor, clock.GetUtcNow());
        var words = (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(5).ToList();
        Found = [.. All.Where(person => words.TrueForAll(word => $"{person.Name} {person.Number}".Contains(word, StringComparison.CurrentCultureIgnoreCase)))];
    }
}
