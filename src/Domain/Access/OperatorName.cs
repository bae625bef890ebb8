namespace Guichet.Domain.Access;

/// <summary>The name by which an operator of the issuer signs in: letters, digits, dots and hyphens; capitals and spaces around it do not count.</summary>
public static class OperatorName
{
    public const int MinLength = 3;
    public const int MaxLength = 64;

    /// <summary>In lower case; null when it cannot be anybody's name.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 2 * MaxLength)
        {
            return null;
        }

        var name = typed.Trim().ToLowerInvariant();
        return name.Length is >= MinLength and <= MaxLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') ? name : null;
    }
}
