namespace Guichet.Domain.Merchants;

/// <summary>The number of an establishment in the French register: 14 digits, of which the first 9 are its company's SIREN and the last a key.</summary>
public static class Siret
{
    public const int Length = 14;

    private const int SirenLength = 9;
    private const int MaxTyped = 64;

    /// <summary>
    /// Some of its post offices have numbers without a right key: the sum of their digits is divisible by 5 instead (INSEE, «Sirene» documentation). Its seat has
    /// a right key.
    /// </summary>
    private const string LaPoste = "356000000";

    /// <summary>In its normal form, without the spaces, dots and hyphens that people type. Refuses siret_invalid.</summary>
    public static Result<string> Parse(string? typed)
    {
        if (typed is null || typed.Length > MaxTyped)
        {
            return RefusalCode.SiretInvalid;
        }

        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));
        return digits.Length == Length && digits.All(char.IsAsciiDigit) && digits.Any(c => c != '0') && HasRightKey(digits) ? digits : RefusalCode.SiretInvalid;
    }

    /// <summary>As on paper: «732 829 320 00074».</summary>
    public static string Shown(string siret) => siret.Length == Length ? $"{siret[..3]} {siret[3..6]} {siret[6..SirenLength]} {siret[SirenLength..]}" : siret;

    private static bool HasRightKey(string digits) => Luhn.IsValid(digits) || (digits.StartsWith(LaPoste, StringComparison.Ordinal) && digits.Sum(c => c - '0') % 5 == 0);
}
