using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Wallets;

namespace Guichet.Web.Customer.Pay;

/// <summary>Which titles an amount spends: the ones that lapse first. A line for each year that the largest amount would touch, so that none comes or goes.</summary>
public sealed record TitlesModel(IReadOnlyList<TitleLine> Lines, Money Left)
{
    /// <param name="most">The largest amount that can be chosen.</param>
    /// <param name="amount">Chosen, or offered; the largest where what was typed is no amount.</param>
    public static TitlesModel Of(WalletView wallet, Money most, Money amount)
    {
        var chosen = Money.Min(amount, most);
        var taken = VoucherPart.Split(wallet.Spendable, chosen).Taken.ToDictionary(part => part.IssueYear, part => part.Amount);
        return new TitlesModel(
            [.. VoucherPart.Split(wallet.Spendable, most).Taken.Select(part => part.IssueYear)
                .Select(year => wallet.Spendable.Single(part => part.IssueYear == year))
                .Select(part => new TitleLine(part, taken.GetValueOrDefault(part.IssueYear)))],
            wallet.Balance - chosen);
    }
}

/// <param name="Part">What there is of the year.</param>
/// <param name="Used">What is spent of it.</param>
public sealed record TitleLine(VoucherPart Part, Money Used);
