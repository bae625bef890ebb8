using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Operations;

/// <summary>A condition in words, and the list without it.</summary>
public sealed record ListCondition(string Text, ListQuery Without);

/// <summary>A way out of an empty list: what it says, and where it leads.</summary>
public sealed record ListWayOut(string Text, string Address);

/// <summary>The active conditions of a list, in words: chips, the name that a view is offered, and what an empty list can do without.</summary>
public sealed class ListConditions(IStringLocalizer<OperationList> texts, Sentences sentences)
{
    public IEnumerable<ListCondition> Of(ListQuery query)
    {
        if (query.Tab != PaymentTab.All)
        {
            yield return new(texts["chip.status", texts[$"status.{query.Tab}"]], query with { Tab = PaymentTab.All });
        }

        if (query.HasDates)
        {
            yield return new(Dates(query), query.WithoutDates);
        }

        if (query.Type is { } type)
        {
            yield return new(texts["chip.type", sentences.Of(type)], query with { Type = null });
        }

        if (query.Min is not null || query.Max is not null)
        {
            yield return new(Between("chip.amount", Sentence(query.Min), Sentence(query.Max)), query with { Min = null, Max = null });
        }

        foreach (var (key, typed, without) in new[]
        {
            ("chip.basket", query.OrderReference, query with { OrderReference = "" }), ("chip.customer", query.Customer, query with { Customer = "" }),
            ("chip.seller", query.Seller, query with { Seller = "" }), ("chip.search", query.Search, query with { Search = "" }),
        })
        {
            if (typed.Length > 0)
            {
                yield return new(texts[key, typed], without);
            }
        }
    }

    /// <summary>«Ce mois», «Du 01/06/2020 au 30/06/2020».</summary>
    public string Dates(ListQuery query) => query.Range is { } range ? texts[$"range.{range}"] : Between("chip.days", Day(query.From), Day(query.To));

    /// <summary>Why nothing is shown.</summary>
    public string Why(ListQuery query, bool isFurtherOn) =>
        isFurtherOn ? texts["empty.end"]
        : query == query.Cleared with { Tab = query.Tab } ? texts[$"empty.{query.Tab}"]
        : query == query.Cleared with { Range = query.Range } && query.Range is not null ? texts["empty.range", Dates(query).ToLowerInvariant()]
        : texts["empty.filtered"];

    /// <summary>Wider lists, the nearest first.</summary>
    /// <param name="everything">How many the other tabs have under the same conditions.</param>
    public IEnumerable<ListWayOut> Wider(ListQuery query, TabCount everything, bool hasOtherPoints)
    {
        if (query.Tab != PaymentTab.All && everything.Count > 0)
        {
            yield return new(texts["wider.status"], (query with { Tab = PaymentTab.All }).Address);
        }

        if (query.Range?.Wider() is { } wider)
        {
            yield return new(texts["wider.range", texts[$"range.{wider}"].Value.ToLowerInvariant()], (query with { Range = wider }).Address);
        }

        if (query.HasDates)
        {
            yield return new(texts["wider.dates"], query.WithoutDates.Address);
        }

        if (hasOtherPoints && query.IsFiltered)
        {
            yield return new(texts["wider.points"], (query with { Scope = $"points={ListBinder.AllPoints}" }).Address);
        }

        if (query.IsFiltered)
        {
            yield return new(texts["clear"], query.Cleared.Address);
        }
    }

    private string Between(string key, string? from, string? to) =>
        from is null ? texts[$"{key}.to", to!] : to is null ? texts[$"{key}.from", from] : texts[key, from, to];

    private static string? Day(DateOnly? day) => day is { } value ? Moments.Day(value) : null;

    private static string? Sentence(Money? amount) => amount is { } value ? Sentences.Of(value) : null;
}
