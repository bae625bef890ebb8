using System.Globalization;
using Guichet.App.Payments;

namespace Guichet.Web.Customer;

/// <summary>Where a page of the history starts, as its address says it: «1592989200000-42».</summary>
public static class HistoryPosition
{
    public static string Write(PagePosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.LastActivityAt.ToUnixTimeMilliseconds()}-{position.Id}");

    /// <summary>Null (the first page) for anything else: an address typed by hand is no error.</summary>
    public static PagePosition? Read(string? text) =>
        text?.Split('-') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < MaxMilliseconds
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new PagePosition(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), last) : null;

    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
