using System.Globalization;

namespace Guichet.Domain;

/// <summary>Amounts as people type and read them: the one parser and the one formatter (grammar: «Amounts» of the rules, invariant I-41).</summary>
public static class MoneyText
{
    /// <summary>Longest text looked at, in UTF-16 units; the longest useful amount has 13.</summary>
    public const int MaxLength = 64;

    private const char NoBreakSpace = '\u00A0';
    private const char NarrowNoBreakSpace = '\u202F';

    /// <summary>
    /// Reads «40», «40,0», «40,00», «40.00», «1 234,50 €». ASCII digits only, grouped by three with a space or not at all, at most two decimals.
    /// An amount too large for the format (more than 15 digits) is given as <see cref="long.MaxValue"/> cents, so that the caller says «above the maximum».
    /// </summary>
    /// <returns>False when the text is no amount; the sign of zero and ranges are the caller's business.</returns>
    public static bool TryParse(string? text, out Money amount)
    {
        amount = Money.Zero;
        if (text is null || text.Length > MaxLength)
        {
            return false;
        }

        var rest = Trim(text.AsSpan());
        if (rest.EndsWith("€"))
        {
            rest = Trim(rest[..^1]);
        }

        var mark = rest.IndexOfAny(',', '.');
        var whole = mark < 0 ? rest : rest[..mark];
        var decimals = mark < 0 ? default : rest[(mark + 1)..];
        if (mark >= 0 && decimals.Length is < 1 or > 2)
        {
            return false;
        }

        if (!TryReadWhole(whole, out var euros) || !TryReadDecimals(decimals, out var cents))
        {
            return false;
        }

        amount = euros < 0 ? new Money(long.MaxValue) : new Money(euros * 100 + cents);
        return true;
    }

    /// <summary>«1 234,50 €» in French, «€1,234.50» in English, with no-break spaces.</summary>
    public static string Format(Money amount, CultureInfo culture)
    {
        if (culture.TwoLetterISOLanguageName == "fr")
        {
            return $"{Number(amount)}{NoBreakSpace}€";
        }

        var sign = amount.Cents < 0 ? "-" : "";
        var cents = Magnitude(amount);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}€{cents / 100:#,0}.{cents % 100:00}");
    }

    /// <summary>«1 234,50»: the amount as a form field holds it. <see cref="TryParse"/> reads it back unchanged.</summary>
    public static string Number(Money amount)
    {
        var cents = Magnitude(amount);
        var euros = (cents / 100).ToString("#,0", CultureInfo.InvariantCulture).Replace(',', NarrowNoBreakSpace);
        return string.Create(CultureInfo.InvariantCulture, $"{(amount.Cents < 0 ? "-" : "")}{euros},{cents % 100:00}");
    }

    private static ulong Magnitude(Money amount) => amount.Cents < 0 ? (ulong)-(amount.Cents + 1) + 1 : (ulong)amount.Cents;

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim([' ', NoBreakSpace, NarrowNoBreakSpace]);

    /// <summary>Gives −1 for a number that is well formed but too long to hold.</summary>
    private static bool TryReadWhole(ReadOnlySpan<char> text, out long euros)
    {
        euros = 0;
        int inGroup = 0, groups = 0, digits = 0;
        foreach (var c in text)
        {
            if (c is ' ' or NoBreakSpace or NarrowNoBreakSpace)
            {
                if (inGroup is 0 or > 3 || (groups > 0 && inGroup != 3))
                {
                    return false;
                }

                groups++;
                inGroup = 0;
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            inGroup++;
            digits += digits > 0 || c != '0' ? 1 : 0;
            euros = digits > 15 ? -1 : euros * 10 + (c - '0');
        }

        return inGroup > 0 && (groups == 0 || inGroup == 3);
    }

    private static bool TryReadDecimals(ReadOnlySpan<char> text, out int cents)
    {
        cents = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            cents = cents * 10 + (c - '0');
        }

        cents *= text.Length == 1 ? 10 : 1;
        return true;
    }
}
