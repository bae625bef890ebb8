using System.Collections.Frozen;
using System.Text;

namespace Guichet.Domain.Access;

/// <summary>What a new password must be: long, and not what everybody tries (NIST SP 800-63B: no rules of composition).</summary>
public static class PasswordRules
{
    public const int MinLength = 12;

    /// <summary>In UTF-16 units: a bound on the work, far above what people type.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// Around one common word, up to so many digits and signs add nothing: a year, a date, «!!». With more of them they are the password, and the word is not.
    /// </summary>
    private const int MaxAroundWord = 8;

    /// <summary>What people build on at this very counter; with whatever digits and signs. Words that everybody uses everywhere are in <see cref="CommonPasswords"/>.</summary>
    private static readonly FrozenSet<string> HouseRoots = new[]
    {
        "", "password", "passw", "motdepasse", "mdp", "azerty", "azertyuiop", "qwerty", "qwertyuiop", "qwertz", "abc", "abcd", "abcdef", "abcdefgh", "abcdefghijkl", "soleil",
        "admin", "administrateur", "administrator", "bienvenue", "chequevacances", "chequesvacances", "guichet", "convention", "camping", "vacances", "connexion",
        "changeme", "changezmoi", "qsdfghjklm", "wxcvbn", "asdfghjkl", "azertyuiopqsdfghjklm", "qwertyuiopasdfghjkl", "poiuytreza",
    }.ToFrozenSet();

    /// <summary>The form that is hashed and compared: NFC, as typed otherwise (spaces count).</summary>
    public static string Normalize(string typed)
    {
        try
        {
            return typed.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return typed; // no valid Unicode: no account has it
        }
    }

    /// <summary>Refuses password_too_short (minimum), password_too_common, text_invalid (maximum).</summary>
    /// <param name="known">What is known of the person: number, name, e-mail.</param>
    public static Result<string> Check(string? typed, IEnumerable<string> known)
    {
        var password = Normalize(typed ?? "");
        if (password.EnumerateRunes().Count() < MinLength)
        {
            return new Refusal(RefusalCode.PasswordTooShort, MinLength);
        }

        if (password.Length > MaxLength)
        {
            return new Refusal(RefusalCode.TextInvalid, MaxLength) { Field = "password" };
        }

        var lower = password.ToLowerInvariant();
        // Without accents; the letters of other scripts stay, so that a sentence in them is no empty root.
        var letters = string.Concat(lower.Normalize(NormalizationForm.FormD).Where(char.IsLetter));
        var personal = known.Where(text => text.Length >= 4).Select(text => text.ToLowerInvariant()).Any(text => lower.Contains(text, StringComparison.Ordinal) && lower.Length - text.Length <= 8);
        var root = Period(letters);
        var isWord = CommonPasswords.HasWord(letters) || CommonPasswords.HasWord(root);
        return personal || lower.Distinct().Count() < 5 || HouseRoots.Contains(letters) || HouseRoots.Contains(root) || CommonPasswords.Has(lower)
            || (isWord && lower.Count(c => !char.IsLetter(c)) <= MaxAroundWord) ? RefusalCode.PasswordTooCommon : password;
    }

    /// <summary>The shortest text of which another is a repetition: «azertyazerty» is «azerty».</summary>
    private static string Period(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]))
            {
                return text[..length];
            }
        }

        return text;
    }
}
