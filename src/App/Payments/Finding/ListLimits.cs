namespace Guichet.App.Payments.Finding;

/// <summary>How far a list goes for one answer. Tests lower them, so that few rows walk every path.</summary>
internal sealed record ListLimits
{
    public int PageSize { get; init; } = FindPayments.PageSize;
    public int CountCap { get; init; } = FindPayments.CountCap;
    public int MaxRowsLookedAt { get; init; } = FindPayments.MaxRowsLookedAt;

    /// <summary>So few rows may be sorted: then a condition that leaves no more is walked instead of the list's own order.</summary>
    public int SmallSet { get; init; } = 2_000;

    /// <summary>So many rows of a period or of amounts are sorted when the list's own order does not meet a page of them within what it may look at.</summary>
    public int LargeSet { get; init; } = 250_000;

    /// <summary>More points than this are walked as one agreement, whose other points are passed over.</summary>
    public int MaxPointsApart { get; init; } = 20;
}
