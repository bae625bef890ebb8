using Guichet.Domain;

namespace Guichet.App.Merchants;

/// <summary>Texts of forms, each refused beside its field; all that is wrong at once.</summary>
internal static class RequiredText
{
    /// <summary>1 to so many printable characters, in one line. Adds text_missing or text_invalid.</summary>
    public static string Read(string? typed, int maxLength, string field, List<Refusal> refusals)
    {
        if (Texts.Normalize(typed?.ReplaceLineEndings(" "), maxLength) is not { } text)
        {
            refusals.Add(new Refusal(RefusalCode.TextInvalid, maxLength) { Field = field });
            return "";
        }

        if (text.Length == 0)
        {
            refusals.Add(new Refusal(RefusalCode.TextMissing) { Field = field });
        }

        return text;
    }

    /// <summary>As <see cref="Read"/>; nothing is null.</summary>
    public static string? Optional(string? typed, int maxLength, string field, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        return Read(typed, maxLength, field, refusals);
    }

    /// <summary>One e-mail address in its normal form. Adds email_invalid beside «email».</summary>
    public static string Email(string? typed, List<Refusal> refusals)
    {
        if (CustomerIdentifier.Email(typed).TryGet(out var email, out var refusal))
        {
            return email;
        }

        refusals.Add(refusal);
        return "";
    }
}
