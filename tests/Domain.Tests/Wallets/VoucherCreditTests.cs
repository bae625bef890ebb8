using Guichet.Domain.Ledger;
using Guichet.Domain.Wallets;

namespace Guichet.Domain.Tests.Wallets;

public class VoucherCreditTests
{
    private static readonly DateOnly Today = new(2026, 12, 31);

    [Theory]
    [InlineData(1, 2024, null)]
    [InlineData(100_000_00, 2027, null)]
    [InlineData(0, 2026, "amount_invalid")]
    [InlineData(-1, 2026, "amount_invalid")]
    [InlineData(100_000_01, 2026, "amount_above_maximum")]
    [InlineData(1, 2023, "issue_year_invalid")]
    [InlineData(1, 2028, "issue_year_invalid")]
    [InlineData(1, 0, "issue_year_invalid")]
    public void Titles_are_of_a_year_in_which_they_can_be_spent(long cents, int year, string? refusal) =>
        (VoucherCredit.Part(new Money(cents), year, Today).Refusal?.Name).ShouldBe(refusal);

    [Fact]
    public void The_oldest_year_that_can_be_credited_has_not_lapsed() => VoucherCredit.Part(new Money(1), Today.Year - 2, Today).Value.HasLapsedOn(Today).ShouldBeFalse();

    [Fact]
    public void They_come_out_of_circulation_into_the_wallet()
    {
        var entry = VoucherCredit.Entry(7, new VoucherPart(2025, new Money(40_00)));
        entry.Kind.ShouldBe(EntryKind.VoucherCredit);
        entry.Postings.ShouldBe([new(LedgerAccount.VouchersInCirculation, new Money(-40_00)), new(LedgerAccount.WalletAvailable(7, 2025), new Money(40_00))]);
    }
}
