using System.Globalization;
using Guichet.App.Payments.Activity;
using Microsoft.AspNetCore.WebUtilities;

namespace Guichet.Web.Customer.Activity;

/// <summary>The filter as the address holds it: «vue», «mois» (2026-11), «q»; «apres» is the page. What is no value of ours is as if it were not there.</summary>
public static class HistoryQuery
{
    public const string Path = "/app/historique";
    public const string View = "vue", Month = "mois", Search = "q", Page = "apres";

    private const string MonthFormat = "yyyy-MM";

    private static readonly (ActivityView View, string Name)[] Views =
        [(ActivityView.Paid, "payees"), (ActivityView.Held, "reservees"), (ActivityView.Ended, "terminees")];

    public static ActivityFilter Read(IQueryCollection query)
    {
        var search = query[Search].ToString();
        return new ActivityFilter(Views.FirstOrDefault(x => x.Name == query[View]).View, ReadMonth(query[Month]), string.IsNullOrWhiteSpace(search) ? null : search);
    }

    public static string? NameOf(ActivityView view) => Views.FirstOrDefault(x => x.View == view).Name;

    public static string ValueOf(DateOnly month) => month.ToString(MonthFormat, CultureInfo.InvariantCulture);

    public static string AddressOf(ActivityFilter filter, ActivityPosition? after = null) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        [View] = NameOf(filter.View),
        [Month] = filter.Month is { } month ? ValueOf(month) : null,
        [Search] = filter.Search,
        [Page] = after is null ? null : HistoryPosition.Write(after),
    }.Where(x => x.Value is not null));

    private static DateOnly? ReadMonth(string? text) =>
        DateOnly.TryParseExact(text, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is > 1970 and < 9999 ? month : null;
}
