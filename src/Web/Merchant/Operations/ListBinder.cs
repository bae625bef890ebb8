using System.Globalization;
using Guichet.App.Payments;
using Guichet.Domain;

namespace Guichet.Web.Merchant.Operations;

/// <summary>What is wrong with what was typed into a field of the filters.</summary>
public enum ListProblem
{
    Date,
    EndBeforeStart,
    Amount,
    AmountTooLarge,
    MostBelowLeast,
    Text,
    TooManyPoints,
}

/// <summary>The address of a list, read. What is wrong is not applied, and stays as typed beside its message.</summary>
/// <param name="Points">Shop IDs that are asked for; null when none is named.</param>
public sealed record ListReadResult(ListQuery Query, IReadOnlyList<string>? Points, bool AllPoints, IReadOnlyList<(string Field, ListProblem Problem)> Problems, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>What stands in a field: what was typed where it is wrong, else what was understood.</summary>
    public string? Shown(string field, string? understood) => Problems.Any(x => x.Field == field) ? Typed[field] : understood;
}

/// <summary>
/// The one reader of list addresses. A word that no menu has (statut, type, periode, tri) counts for nothing, as a link of another time would; what people
/// type is checked and answered for.
/// </summary>
public sealed class ListBinder
{
    /// <summary>Of points in one address.</summary>
    public const int MaxPoints = 20;

    /// <summary>Of what is shown again of a wrong value, in UTF-16 units.</summary>
    public const int MaxTyped = 200;

    public const string AllPoints = "tous";

    private static readonly (DateOnly First, DateOnly Last) Years = (new DateOnly(2000, 1, 1), new DateOnly(2100, 12, 31));
    private static readonly string[] DateForms = ["yyyy-MM-dd", "d/M/yyyy", "d/M/yy", "d.M.yyyy", "d-M-yyyy", "ddMMyyyy"];

    private readonly IQueryCollection _query;
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private readonly List<(string, ListProblem)> _problems = [];

    private ListBinder(IQueryCollection query) => _query = query;

    /// <param name="today">The day in Paris.</param>
    public static ListReadResult Read(IQueryCollection query, DateOnly today) => new ListBinder(query).Read(today);

    /// <summary>Eight digits; whether there is such a point is another question.</summary>
    public static bool IsShopId(string text) => text.Length == 8 && text.All(char.IsAsciiDigit);

    private ListReadResult Read(DateOnly today)
    {
        var (range, (from, to)) = (ListNames.Read(ListNames.Ranges, First("periode")), (Date("du"), Date("au")));
        // A form carries the days of its ready range: as long as they are these, the range goes on moving with the calendar.
        if (range is { } ready && (from ?? to) is not null && (from, to) != ready.Days(today))
        {
            range = null;
        }

        var (min, max) = (Amount("min"), Amount("max"));
        var (points, all) = Points();
        var query = new ListQuery
        {
            Tab = ListNames.Read(ListNames.Tabs, First("statut")) ?? PaymentTab.All,
            Range = range,
            From = range is null ? from : null,
            To = range is null && !IsWrong("au", ListProblem.EndBeforeStart, to < from) ? to : null,
            Type = ListNames.Read(ListNames.Types, First("type")),
            OrderReference = Text("panier"),
            Min = min,
            Max = IsWrong("max", ListProblem.MostBelowLeast, max < min) ? null : max,
            Customer = Text("client"),
            Seller = Text("vendeur"),
            Search = Text("q"),
            Sort = ListNames.Read(ListNames.Sorts, First("tri")) ?? PaymentSort.Newest,
        };
        return new ListReadResult(query, points, all, _problems, _typed);
    }

    private (List<string>? Points, bool All) Points()
    {
        var named = _query["points"].SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (named.Contains(AllPoints))
        {
            return (null, true);
        }

        if (named.Count > MaxPoints)
        {
            _problems.Add(("points", ListProblem.TooManyPoints));
            _typed["points"] = "";
        }

        return (named.Count > 0 ? [.. named.Take(MaxPoints)] : _query.ContainsKey(CurrentPoint.QueryName) ? [First(CurrentPoint.QueryName)] : null, false);
    }

    private DateOnly? Date(string field)
    {
        var typed = First(field).Trim();
        if (typed.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(typed, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Years.First && day <= Years.Last)
        {
            return day;
        }

        Wrong(field, ListProblem.Date);
        return null;
    }

    private Money? Amount(string field)
    {
        var typed = First(field);
        if (typed.Trim().Length == 0)
        {
            return null;
        }

        if (!MoneyText.TryParse(typed, out var amount))
        {
            Wrong(field, ListProblem.Amount);
            return null;
        }

        return IsWrong(field, ListProblem.AmountTooLarge, amount > IssuerRules.Default.MaximumRequest) ? null : amount;
    }

    private string Text(string field)
    {
        if (Domain.Texts.Normalize(First(field), PaymentFilter.MaxText) is { } text)
        {
            return text;
        }

        Wrong(field, ListProblem.Text);
        return "";
    }

    private bool IsWrong(string field, ListProblem problem, bool isWrong)
    {
        if (isWrong)
        {
            Wrong(field, problem);
        }

        return isWrong;
    }

    private void Wrong(string field, ListProblem problem)
    {
        _problems.Add((field, problem));
        _typed[field] = First(field) is var typed && typed.Length > MaxTyped ? typed[..MaxTyped] : typed;
    }

    private string First(string field) => _query[field] is [{ } first, ..] ? first : "";
}
