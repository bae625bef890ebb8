namespace Guichet.Domain.Merchants.Profiles;

/// <summary>A French postcode: 5 digits, of which the first two are a département or an overseas territory.</summary>
public static class Postcode
{
    public const int Length = 5;

    /// <summary>Spaces are of no matter. Refuses postcode_invalid.</summary>
    public static Result<string> Parse(string? typed)
    {
        var text = string.Concat((typed ?? "").Take(4 * Length).Where(c => !char.IsWhiteSpace(c)));
        return text.Length == Length && text.All(char.IsAsciiDigit) && !text.StartsWith("00", StringComparison.Ordinal) ? text : RefusalCode.PostcodeInvalid;
    }
}
