namespace Guichet.Domain.Access;

/// <summary>What a merchant types to sign in: 6 digits of an agreement, 8 of a point of sale's Shop ID, or 9 of a person's own; spaces do not count.</summary>
public static class SignInNumber
{
    public const int AgreementLength = 6;
    public const int ShopIdLength = 8;
    public const int PersonalLength = 9;

    /// <summary>Longest text looked at, in UTF-16 units.</summary>
    private const int MaxTyped = 64;

    /// <summary>Null when it cannot be anybody's number.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > MaxTyped)
        {
            return null;
        }

        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        return digits.Length is AgreementLength or ShopIdLength or PersonalLength && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
