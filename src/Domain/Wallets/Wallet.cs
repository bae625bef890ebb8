namespace Guichet.Domain.Wallets;

/// <summary>A customer's available titles by issue year, as loaded (and locked) for a decision.</summary>
public sealed record Wallet(long CustomerId, IReadOnlyList<VoucherPart> Parts)
{
    /// <summary>Its holder or the issuer blocked it: nothing is paid from it. What was paid before finds its end, and titles still arrive.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>What can be spent on a day, the titles that lapse first standing first.</summary>
    public IReadOnlyList<VoucherPart> SpendableOn(DateOnly day) =>
        [.. Parts.Where(p => p.Amount.IsPositive && !p.HasLapsedOn(day)).OrderBy(p => p.IssueYear)];

    public Money BalanceOn(DateOnly day) => Money.Sum(SpendableOn(day).Select(p => p.Amount));

    /// <summary>The titles that pay an amount. Refuses insufficient_balance with the balance.</summary>
    public Result<VoucherPart[]> Spend(Money amount, DateOnly day)
    {
        var balance = BalanceOn(day);
        return amount > balance ? new Refusal(RefusalCode.InsufficientBalance, balance) : VoucherPart.Split(SpendableOn(day), amount).Taken;
    }

    /// <summary>The years to which released titles go back: their own, or the current year for titles that lapsed meanwhile.</summary>
    public static IReadOnlyList<VoucherPart> Returned(IEnumerable<VoucherPart> parts, DateOnly day) =>
        [.. parts.GroupBy(p => p.HasLapsedOn(day) ? day.Year : p.IssueYear)
            .Select(year => new VoucherPart(year.Key, Money.Sum(year.Select(p => p.Amount))))
            .OrderBy(p => p.IssueYear)];

    /// <summary>The wallet after changes by year (negative spent, positive returned).</summary>
    public Wallet With(IEnumerable<VoucherPart> changes) =>
        this with
        {
            Parts = [.. Parts.Concat(changes).GroupBy(p => p.IssueYear)
                .Select(year => new VoucherPart(year.Key, Money.Sum(year.Select(p => p.Amount))))
                .OrderBy(p => p.IssueYear)],
        };
}
