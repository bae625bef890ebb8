namespace Guichet.Domain.Access;

/// <summary>A customer's 4-digit code («Identity and access» of the rules).</summary>
public static class CustomerCode
{
    public const int Length = 4;

    /// <summary>Tries per known device, counted before the code is looked at.</summary>
    public const int MaxTries = 3;

    public static bool IsWellFormed(string? code) => code is { Length: Length } && code.All(char.IsAsciiDigit);

    /// <summary>What a thief would type first: runs (0007, 1122), repetitions (2727), sequences (2345, 9876, 7890), years (1900 to 2099).</summary>
    public static bool IsWeak(string code)
    {
        var steps = Enumerable.Range(0, Length - 1).Select(i => (code[i + 1] - code[i] + 10) % 10).ToArray();
        var run = code[0] == code[1] && code[1] == code[2] || code[1] == code[2] && code[2] == code[3];
        var pairs = code[0] == code[1] && code[2] == code[3] || code[0] == code[2] && code[1] == code[3];
        var sequence = steps.All(step => step == 1) || steps.All(step => step == 9);
        return run || pairs || sequence || code[..2] is "19" or "20";
    }
}
