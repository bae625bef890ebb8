namespace Guichet.Domain.Payments;

/// <summary>10 lower-case letters and digits, unguessable (like foo2udp610).</summary>
public static class TransactionNumber
{
    public const int Length = 10;
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <param name="random">128 bits from a cryptographic generator; the remainder's bias is below 2⁻⁷⁶.</param>
    public static string From(UInt128 random) => string.Create(Length, random, static (text, value) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            (value, var digit) = UInt128.DivRem(value, (UInt128)Alphabet.Length);
            text[i] = Alphabet[(int)digit];
        }
    });

    public static bool IsWellFormed(string? text) => text is { Length: Length } && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c));
}
