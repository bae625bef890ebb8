namespace Guichet.Domain;

/// <summary>The key of numbers that people type (ISO/IEC 7812-1): SIRET. Finds every single wrong digit and most swapped neighbours.</summary>
public static class Luhn
{
    /// <param name="digits">ASCII digits, the key last.</param>
    public static bool IsValid(string digits) => digits.Length > 1 && digits.All(char.IsAsciiDigit) && Sum(digits) % 10 == 0;

    /// <summary>Every second digit from the right counts double, by the sum of its own digits.</summary>
    private static int Sum(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? value : value < 5 ? 2 * value : 2 * value - 9;
        }

        return sum;
    }
}
