using System.Globalization;
using System.Text.RegularExpressions;

namespace Guichet.Domain;

/// <summary>A customer's identifier as typed at a till or in the app: an 11-digit number (spaces allowed) or an e-mail, in one normal form.</summary>
public static partial class CustomerIdentifier
{
    /// <summary>Refuses identifier_invalid.</summary>
    public static Result<string> Parse(string? typed)
    {
        var text = Texts.Normalize(typed, Texts.MaxEmail);
        if (string.IsNullOrEmpty(text))
        {
            return RefusalCode.IdentifierInvalid;
        }

        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        if (digits.Length == 11 && digits.All(char.IsAsciiDigit))
        {
            return digits;
        }

        return Email(text).TryGet(out var email, out _) ? email : RefusalCode.IdentifierInvalid;
    }

    /// <summary>One address, lower case, the domain in its ASCII form. Refuses email_invalid.</summary>
    public static Result<string> Email(string? typed)
    {
        var text = Texts.Normalize(typed, Texts.MaxEmail);
        if (string.IsNullOrEmpty(text) || text.LastIndexOf('@') is var at && at < 1)
        {
            return RefusalCode.EmailInvalid;
        }

        try
        {
            var address = $"{text[..at]}@{new IdnMapping().GetAscii(text[(at + 1)..])}".ToLowerInvariant();
            return address.Length <= Texts.MaxEmail && EmailForm().IsMatch(address) ? address : RefusalCode.EmailInvalid;
        }
        catch (ArgumentException)
        {
            return RefusalCode.EmailInvalid; // no domain name
        }
    }

    public static bool IsEmail(string identifier) => identifier.Contains('@', StringComparison.Ordinal);

    /// <summary>«10*****3051», «l***@example.org»: enough to recognise, too little to learn.</summary>
    public static string Mask(string identifier) =>
        identifier.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 ? $"{identifier[0]}***{identifier[at..]}"
        : identifier.Length > 6 ? $"{identifier[..2]}*****{identifier[^4..]}" : "*****";

    [GeneratedRegex(@"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EmailForm();
}
