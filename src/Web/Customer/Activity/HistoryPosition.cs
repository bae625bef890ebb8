using System.Globalization;
using Guichet.App.Payments.Activity;

namespace Guichet.Web.Customer.Activity;

/// <summary>Where a page of the history starts, as its address says it: «1592989200000-42», and «1592989200000-42-t» after titles.</summary>
public static class HistoryPosition
{
    private const string OfTitles = "t";

    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Write(ActivityPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.At.ToUnixTimeMilliseconds()}-{position.Id}{(position.Source == ActivitySource.Credit ? $"-{OfTitles}" : "")}");

    /// <summary>Null (the first page) for anything else: an address typed by hand is no error.</summary>
    public static ActivityPosition? Read(string? text) => text?.Split('-') switch
    {
        [var at, var id] => Read(at, id, ActivitySource.Payment),
        [var at, var id, OfTitles] => Read(at, id, ActivitySource.Credit),
        _ => null,
    };

    private static ActivityPosition? Read(string at, string id, ActivitySource source) =>
        long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < MaxMilliseconds
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new ActivityPosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), source, last) : null;
}
