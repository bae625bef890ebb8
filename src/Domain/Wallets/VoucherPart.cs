using System.Globalization;

namespace Guichet.Domain.Wallets;

/// <summary>An amount of titles of one issue year.</summary>
public readonly record struct VoucherPart(int IssueYear, Money Amount)
{
    /// <summary>Spendable until 31 December of issue year + 2 («Titles» of the rules).</summary>
    public DateOnly LastDay => new(IssueYear + 2, 12, 31);

    /// <summary>Of the titles that are spendable for the last time in a year.</summary>
    public static int IssueYearLapsingIn(int year) => year - 2;

    public bool HasLapsedOn(DateOnly day) => day > LastDay;

    /// <summary>«2024:10000;2025:3000»: how a payment's funding is stored.</summary>
    public static string Write(IEnumerable<VoucherPart> parts) =>
        string.Join(';', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.IssueYear}:{p.Amount.Cents}")));

    public static IReadOnlyList<VoucherPart> Read(string? text) => string.IsNullOrEmpty(text) ? [] :
        [.. text.Split(';').Select(part => part.Split(':')).Select(x => new VoucherPart(int.Parse(x[0], CultureInfo.InvariantCulture), new Money(long.Parse(x[1], CultureInfo.InvariantCulture))))];

    /// <summary>The first <paramref name="amount"/> of the parts, in their order (the ones that lapse first stand first), and the rest.</summary>
    /// <exception cref="InvalidOperationException">The parts hold less than the amount.</exception>
    public static (VoucherPart[] Taken, VoucherPart[] Remaining) Split(IEnumerable<VoucherPart> parts, Money amount)
    {
        List<VoucherPart> taken = [], rest = [];
        foreach (var part in parts)
        {
            var take = Money.Min(part.Amount, amount);
            amount -= take;
            if (take.IsPositive)
            {
                taken.Add(part with { Amount = take });
            }

            if (part.Amount > take)
            {
                rest.Add(part with { Amount = part.Amount - take });
            }
        }

        return amount.IsZero ? ([.. taken], [.. rest]) : throw new InvalidOperationException("The parts hold less than the amount.");
    }
}
