using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Finding;

/// <summary>
/// The conditions of a filter as SQL. Walking an index by a key, some conditions only say where to begin and end (<see cref="Range"/>); the others are
/// looked at row by row (<see cref="Rest"/>).
/// </summary>
internal sealed class ListConditions
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    private readonly PaymentFilter _filter;
    private readonly DateTimeOffset _now;
    private readonly string[]? _customer;
    private readonly string[]? _seller;
    private readonly string[]? _search;

    public ListConditions(PaymentFilter filter, DateTimeOffset now)
    {
        (_filter, _now) = (filter, now);
        (_customer, _seller, _search) = (SearchText.Words(filter.Customer), SearchText.Words(filter.Seller), SearchText.Words(filter.Search));
        Identifier = CustomerIdentifier.Parse(filter.Customer).TryGet(out var identifier, out _) ? identifier : null;
        var reference = Texts.Normalize(filter.OrderReference, PaymentFilter.MaxText);
        Beginnings = string.IsNullOrEmpty(reference) ? [] : SearchText.Beginnings(reference);
        IsImpossible = _customer is null || _seller is null || _search is null || reference is null || filter.From > filter.To || filter.MinAmount > filter.MaxAmount;
    }

    /// <summary>No payment can meet them.</summary>
    public bool IsImpossible { get; }

    /// <summary>The customer's, complete: null when something else is looked for.</summary>
    public string? Identifier { get; }

    /// <summary>Of the basket number; empty when it does not matter.</summary>
    public string[] Beginnings { get; }

    /// <summary>Rows have to be read to know whether they count, beside their state and their date.</summary>
    public bool LooksAtRows => _filter.Type is not null || Narrows(PaymentSortKey.Amount, PaymentTab.All) || Narrows(PaymentSortKey.OrderReference, PaymentTab.All)
        || LooksAtTexts;

    /// <summary>Nothing is asked for and the newest come first: the first page begins with what changed last.</summary>
    public bool IsPlain => !LooksAtRows && _filter is { From: null, To: null, Tab: PaymentTab.All } && _filter.Sort == PaymentSort.Newest;

    /// <summary>Walking by this key begins or ends somewhere within a scope.</summary>
    public bool Narrows(PaymentSortKey key, PaymentTab tab) => key switch
    {
        PaymentSortKey.LastActivity => _filter.From is not null || _filter.To is not null || tab is not (PaymentTab.All or PaymentTab.Captured),
        PaymentSortKey.Amount => _filter.MinAmount is not null || _filter.MaxAmount is not null,
        _ => Beginnings.Length > 0,
    };

    public string Range(ListCommand command, ListBranch branch, PaymentSortKey walked)
    {
        var parts = new List<string> { branch.Scope(command) };
        if (walked == PaymentSortKey.LastActivity && branch.Status is not (null or PaymentStatus.Captured))
        {
            // The instant is always true. Without it SQLite looks for all states of the partial index and sorts what it finds.
            parts.AddRange([branch.State(walked)!, $"last_activity_at >= {command.Add(DateTimeOffset.UnixEpoch)}"]);
        }

        parts.AddRange(Ranges(command, branch.Beginning).Where(x => x.Of == walked).Select(x => x.Sql()));
        return string.Join(" AND ", parts);
    }

    /// <summary>Null when the range says it all.</summary>
    public string? Rest(ListCommand command, ListBranch branch, PaymentSortKey walked, IReadOnlyCollection<long>? points, PaymentTab tab)
    {
        var parts = Ranges(command, null).Where(x => x.Of != walked).Select(x => x.Sql()).Concat(Always(command)).ToList();
        if (branch.Status is not null && (walked != PaymentSortKey.LastActivity || branch.Status == PaymentStatus.Captured))
        {
            parts.Add(branch.State(walked)!);
        }

        if (branch.Status is null && tab == PaymentTab.Canceled)
        {
            parts.Add("status IN (4, 5)");
        }

        if (tab == PaymentTab.ExpiresSoon)
        {
            parts.Add(ExpiresSoon(command));
        }

        if (points is not null && branch.PointOfSaleId is null)
        {
            parts.Add($"point_of_sale_id IN ({string.Join(", ", points.Select(command.Add))})");
        }

        return parts.Count == 0 ? null : string.Join(" AND ", parts);
    }

    /// <summary>What is looked for in texts, row by row: dearer than the rest.</summary>
    public bool LooksAtTexts => _customer is not [] || _seller is not [] || _search is not [];

    /// <summary>Everything, whatever the order of reading.</summary>
    public string All(ListCommand command, ListScope scope, PaymentTab tab)
    {
        var branch = scope.Whole(tab);
        var range = Range(command, branch, PaymentSortKey.LastActivity);
        return Rest(command, branch, PaymentSortKey.LastActivity, scope.Points, tab) is { } rest ? $"{range} AND {rest}" : range;
    }

    public string ExpiresSoon(ListCommand command)
    {
        var soon = command.Add(_now + Soon);
        return $"((status = 1 AND pay_by <= {soon}) OR (status = 2 AND capture_by <= {soon}))";
    }

    /// <summary>What an index can begin and end with.</summary>
    private IEnumerable<(PaymentSortKey Of, Func<string> Sql)> Ranges(ListCommand command, string? beginning)
    {
        if (_filter.From is { } from)
        {
            yield return (PaymentSortKey.LastActivity, () => $"last_activity_at >= {command.Add(ParisCalendar.StartOf(from))}");
        }

        if (_filter.To is { } to)
        {
            yield return (PaymentSortKey.LastActivity, () => $"last_activity_at < {command.Add(ParisCalendar.EndOf(to))}");
        }

        if (_filter.MinAmount is { } min)
        {
            yield return (PaymentSortKey.Amount, () => $"requested_cents >= {command.Add(min.Cents)}");
        }

        if (_filter.MaxAmount is { } max)
        {
            yield return (PaymentSortKey.Amount, () => $"requested_cents <= {command.Add(max.Cents)}");
        }

        if (Beginnings.Length > 0)
        {
            var any = (beginning is null ? Beginnings : [beginning]).Select(text => SearchText.BeginsWith(command, "order_reference", text));
            yield return (PaymentSortKey.OrderReference, () => $"({string.Join(" OR ", any)})");
        }
    }

    private IEnumerable<string> Always(ListCommand command)
    {
        if (_filter.Type is { } type)
        {
            yield return type switch
            {
                PaymentType.Immediate => "capture_mode = 1 AND timing = 1",
                PaymentType.Deferred => "capture_mode = 1 AND timing = 2",
                _ => "capture_mode = 2",
            };
        }

        if (_customer is { Length: > 0 })
        {
            yield return Identifier is null ? SearchText.Contains(command, _customer, "contact", "customer_reference")
                : $"(contact = {command.Add(Identifier)} OR payer_id = {Payer(command, Identifier)})";
        }

        if (_seller is { Length: > 0 })
        {
            yield return SearchText.Contains(command, _seller, "seller_reference");
        }

        if (_search is { Length: > 0 })
        {
            yield return SearchText.Contains(command, _search, "order_reference", "contact", "customer_reference", "seller_reference", "description", "number");
        }
    }

    /// <summary>
    /// The ids of one customer's payments, straight from the indexes of payers and of contacts; null without an identifier. Others' payments by the same
    /// customer are passed over by the agreement.
    /// </summary>
    /// <param name="most">Of each of the two.</param>
    public string? OfCustomer(ListCommand command, long agreementId, int most)
    {
        if (Identifier is null)
        {
            return null;
        }

        var (agreement, limit) = (command.Add(agreementId), ListCommand.Number(most));
        return $"SELECT id FROM (SELECT id FROM {command.From("ix_payment_payer")} WHERE payer_id = {Payer(command, Identifier)} AND payer_id IS NOT NULL AND agreement_id = {agreement} LIMIT {limit}) AS paid "
            + $"UNION SELECT id FROM (SELECT id FROM {command.From("ix_payment_contact")} WHERE agreement_id = {agreement} AND contact = {command.Add(Identifier)} AND contact IS NOT NULL LIMIT {limit}) AS asked";
    }

    /// <summary>By a complete identifier only: who was told it may find its payments, nobody may try parts of it.</summary>
    private static string Payer(ListCommand command, string identifier) =>
        $"(SELECT id FROM customer WHERE {(CustomerIdentifier.IsEmail(identifier) ? "email" : "number")} = {command.Add(identifier)})";
}
