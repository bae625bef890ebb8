using CsCheck;
using Guichet.Domain.Ledger;
using Guichet.Domain.Wallets;

namespace Guichet.Domain.Tests.Wallets;

public sealed class WalletTests
{
    private static readonly DateOnly Day = new(2026, 6, 24);

    private static readonly Gen<Wallet> AnyWallet =
        Gen.Select(Gen.Int[2021, 2026], Gen.Long[0, 500_00]).Array[0, 6].Select(parts => new Wallet(1,
            [.. parts.DistinctBy(p => p.Item1).Select(p => new VoucherPart(p.Item1, new Money(p.Item2)))]));

    [Theory]
    [InlineData(2024, "2026-12-31", false)]
    [InlineData(2024, "2027-01-01", true)]
    [InlineData(2026, "2028-12-31", false)]
    public void Titles_lapse_after_the_second_31_December(int year, string day, bool lapsed) =>
        new VoucherPart(year, new Money(1)).HasLapsedOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(lapsed);

    [Fact]
    public void Spending_takes_exactly_the_amount_from_the_oldest_spendable_years() =>
        Gen.Select(AnyWallet, Gen.Long[1, 2_000_00]).Sample((wallet, cents) =>
        {
            var result = wallet.Spend(new Money(cents), Day);
            if (result.Refusal is { } refusal)
            {
                refusal.ShouldBe(new Refusal(RefusalCode.InsufficientBalance, wallet.BalanceOn(Day)));
                wallet.BalanceOn(Day).Cents.ShouldBeLessThan(cents);
                return;
            }

            Money.Sum(result.Value.Select(p => p.Amount)).Cents.ShouldBe(cents);
            result.Value.ShouldAllBe(p => p.Amount.IsPositive && !p.HasLapsedOn(Day));
            result.Value.Select(p => p.IssueYear).ShouldBeInOrder();
            var after = wallet.With(result.Value.Select(p => p with { Amount = -p.Amount }));
            after.Parts.ShouldAllBe(p => p.Amount >= Money.Zero);
            (wallet.BalanceOn(Day) - after.BalanceOn(Day)).Cents.ShouldBe(cents);
            // No younger title is touched while an older one is left.
            var last = result.Value[^1].IssueYear;
            after.SpendableOn(Day).ShouldAllBe(p => p.IssueYear >= last);
        });

    [Fact]
    public void Funding_is_stored_and_read_back() =>
        Gen.Select(Gen.Int[2000, 2100], Gen.Long[1, long.MaxValue]).Array[0, 5].Sample(parts =>
        {
            VoucherPart[] funding = [.. parts.Select(p => new VoucherPart(p.Item1, new Money(p.Item2)))];
            VoucherPart.Read(VoucherPart.Write(funding)).ShouldBe(funding);
        });

    [Fact]
    public void An_entry_that_does_not_balance_is_never_made()
    {
        var wallet = LedgerAccount.WalletAvailable(1, 2026);
        Should.Throw<InvalidOperationException>(() => new LedgerEntry(EntryKind.VoucherCredit,
            [new(LedgerAccount.VouchersInCirculation, new Money(-1_00)), new(wallet, new Money(99))]));
        Should.Throw<InvalidOperationException>(() => new LedgerEntry(EntryKind.VoucherCredit, [new(wallet, Money.Zero), new(wallet, Money.Zero)]));
        new LedgerEntry(EntryKind.VoucherCredit, [new(LedgerAccount.VouchersInCirculation, new Money(-1_00)), new(wallet, new Money(1_00))]).Postings.Count.ShouldBe(2);
    }
}
