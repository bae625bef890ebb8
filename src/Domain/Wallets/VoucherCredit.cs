using Guichet.Domain.Ledger;

namespace Guichet.Domain.Wallets;

/// <summary>Loading: titles that an employer ordered, or that the issuer gives, become spendable («credit by the issuer» of the ledger's table).</summary>
public static class VoucherCredit
{
    /// <summary>Of one credit; the same as of one payment.</summary>
    public static readonly Money Maximum = new(100_000_00);

    /// <summary>Refuses amount_invalid (nothing or less), amount_above_maximum, issue_year_invalid (titles that have lapsed, or of a year further than the next).</summary>
    public static Result<VoucherPart> Part(Money amount, int issueYear, DateOnly today)
    {
        if (!amount.IsPositive)
        {
            return RefusalCode.AmountInvalid;
        }

        if (amount > Maximum)
        {
            return new Refusal(RefusalCode.AmountAboveMaximum, Maximum);
        }

        var (first, last) = (today.Year - 2, today.Year + 1);
        return issueYear < first || issueYear > last ? new Refusal(RefusalCode.IssueYearInvalid, first, last) : new VoucherPart(issueYear, amount);
    }

    public static LedgerEntry Entry(long customerId, VoucherPart part) => new(EntryKind.VoucherCredit,
        [new(LedgerAccount.VouchersInCirculation, -part.Amount), new(LedgerAccount.WalletAvailable(customerId, part.IssueYear), part.Amount)]);
}
