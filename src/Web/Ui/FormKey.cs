using System.Security.Cryptography;

namespace Guichet.Web.Ui;

/// <summary>A key made with a form and sent with it, so that the form acts once.</summary>
public static class FormKey
{
    /// <summary>The hidden field.</summary>
    public const string Field = "key";

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static bool Is(string typed) => typed.Length == 32 && typed.All(char.IsAsciiHexDigitLower);

    /// <summary>Null for what this program has not made.</summary>
    public static string? Of(IFormCollection form) => form[Field] is [{ } typed, ..] && Is(typed) ? typed : null;
}
