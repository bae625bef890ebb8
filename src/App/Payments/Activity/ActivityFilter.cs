using Guichet.Domain;

namespace Guichet.App.Payments.Activity;

/// <summary>The tabs of a customer's history.</summary>
public enum ActivityView
{
    /// <summary>Payments whatever became of them, requests that ended unpaid, and titles that arrived.</summary>
    All,

    Paid,

    /// <summary>In reservations that the merchant has not decided on.</summary>
    Held,

    /// <summary>Refused, cancelled or expired: nothing was taken, or all of it came back.</summary>
    Ended,
}

/// <summary>What of the history is shown.</summary>
/// <param name="Month">The first day of a month in Paris; null for all.</param>
/// <param name="Search">As typed: words in merchant, point, town, number, basket number or label; null for none.</param>
public sealed record ActivityFilter(ActivityView View = ActivityView.All, DateOnly? Month = null, string? Search = null)
{
    public const int MaxSearch = 60;
    public const int MaxWords = 6;

    internal (DateTimeOffset From, DateTimeOffset Until)? Period => Month is not { } first ? null
        : (ParisCalendar.StartOf(first), ParisCalendar.StartOf(first.AddMonths(1)));

    /// <summary>Empty when nothing was typed; null when it cannot be in any line.</summary>
    internal string[]? Words => Texts.Normalize(Search, MaxSearch) is { } text ? FoldedText.Words(text, MaxWords) : null;
}

/// <summary>Where a line comes from; at the same instant payments stand first. Stands in addresses: never renumber.</summary>
public enum ActivitySource
{
    Credit = 0,
    Payment = 1,
}

/// <summary>Pages follow a key, never an offset: the last line seen.</summary>
/// <param name="Id">Of the payment, or of the entry that credited titles.</param>
public sealed record ActivityPosition(DateTimeOffset At, ActivitySource Source, long Id);

/// <summary>Titles that an employer or the issuer loaded.</summary>
public sealed record ReceivedTitles(Money Amount, int IssueYear);

/// <summary>One line of a customer's history: a payment or request, or titles that arrived.</summary>
public sealed record ActivityLine(ActivityPosition Position, CustomerPaymentView? Payment, ReceivedTitles? Titles);

/// <param name="Next">Where the next page starts; null on the last.</param>
/// <param name="StoppedEarly">So many lines were looked at for the search that the page is not full; more may match from <see cref="Next"/> on.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityLine> Lines, ActivityPosition? Next, bool StoppedEarly);
