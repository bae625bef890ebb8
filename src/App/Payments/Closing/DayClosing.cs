using Guichet.App.Merchants;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Closing;

/// <summary>The operations of one state whose last action was that day.</summary>
/// <param name="Received">«Montant reçu»: captured, or authorized while it waits for the merchant.</param>
/// <param name="Captured">«Montant validé».</param>
public readonly record struct ClosingSum(long Count, Money Requested, Money Received, Money Captured)
{
    public static ClosingSum operator +(ClosingSum a, ClosingSum b) => new(a.Count + b.Count, a.Requested + b.Requested, a.Received + b.Received, a.Captured + b.Captured);
}

/// <summary>What was recorded that day by one means, and not withdrawn.</summary>
public readonly record struct MeansSum(long Count, Money Amount)
{
    public static MeansSum operator +(MeansSum a, MeansSum b) => new(a.Count + b.Count, a.Amount + b.Amount);
}

/// <summary>The figures of a day, of one point or of several together.</summary>
public sealed class ClosingFigures
{
    /// <summary>The lines of a closing, each a tab of the list.</summary>
    public static readonly IReadOnlyList<PaymentTab> Tabs = [PaymentTab.Captured, PaymentTab.Authorized, PaymentTab.AwaitingCustomer, PaymentTab.Expired, PaymentTab.Canceled];

    private readonly Dictionary<PaymentTab, ClosingSum> _tabs = [];
    private readonly Dictionary<RemainderMeans, MeansSum> _means = [];

    public ClosingSum this[PaymentTab tab] => _tabs.GetValueOrDefault(tab);
    public MeansSum this[RemainderMeans means] => _means.GetValueOrDefault(means);

    public ClosingSum Operations => _tabs.Values.Aggregate(default(ClosingSum), (sum, x) => sum + x);

    /// <summary>Chèques-Vacances Connect: what was validated that day.</summary>
    public MeansSum Vouchers => new(this[PaymentTab.Captured].Count, this[PaymentTab.Captured].Captured);

    /// <summary>«Encaissé ce jour», by all means.</summary>
    public Money Taken => Vouchers.Amount + Money.Sum(_means.Values.Select(x => x.Amount));

    /// <summary>Operations of that day that may still change, and then stand in the closing of another day.</summary>
    public long Open => this[PaymentTab.AwaitingCustomer].Count + this[PaymentTab.Authorized].Count;

    public bool IsEmpty => _tabs.Count == 0 && _means.Count == 0;

    internal void Add(PaymentTab tab, ClosingSum sum) => _tabs[tab] = this[tab] + sum;

    internal void Add(RemainderMeans means, MeansSum sum) => _means[means] = this[means] + sum;
}

/// <summary>One row of a closing of several points.</summary>
public sealed record PointClosing(PointOfSale Point, ClosingFigures Figures);

/// <summary>A day's closing, as it stood at one moment.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Points">Those with something to show that day, by name, at most <see cref="CloseDay.MaxPoints"/>; empty for the closing of one point.</param>
/// <param name="BusyPoints">How many have something to show.</param>
/// <param name="QuietPoints">How many others there are.</param>
public sealed record DayClosing(DateOnly Day, DateTimeOffset At, ClosingFigures Figures, IReadOnlyList<PointClosing> Points, int BusyPoints, int QuietPoints);
