namespace Guichet.Domain;

/// <summary>An amount in whole euro cents, 64 bits, signed (postings use the sign; every amount that a person types is positive).</summary>
/// <param name="Cents">Euro cents: 4000 is 40,00 €.</param>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    public static readonly Money Zero;

    public bool IsZero => Cents == 0;
    public bool IsPositive => Cents > 0;

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <exception cref="OverflowException">The sum does not fit in 64 bits: a bug, never an input (inputs are at most 100 000,00 €).</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.Cents + b.Cents));
    public static Money operator -(Money a, Money b) => new(checked(a.Cents - b.Cents));
    public static Money operator -(Money a) => new(checked(-a.Cents));
    public static bool operator <(Money a, Money b) => a.Cents < b.Cents;
    public static bool operator >(Money a, Money b) => a.Cents > b.Cents;
    public static bool operator <=(Money a, Money b) => a.Cents <= b.Cents;
    public static bool operator >=(Money a, Money b) => a.Cents >= b.Cents;

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, x) => sum + x);

    /// <summary>For logs and tests, e.g. «40.00». People read <see cref="MoneyText"/>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Cents / 100m:0.00}");
}
