using System.Collections.Frozen;

namespace Guichet.Domain.Merchants;

/// <summary>A bank account (ISO 13616): country, two check digits (ISO 7064, mod 97) and the country's own number, whose length the register fixes.</summary>
public sealed record Iban
{
    /// <summary>The longest that the register allows.</summary>
    public const int MaxLength = 34;

    /// <summary>With the spaces that people type.</summary>
    private const int MaxTyped = 64;

    private const int Group = 4;
    private const int ShownAtStart = 4, ShownAtEnd = 3;

    /// <summary>Length by country, from the SWIFT register: SEPA and the others that the register lists.</summary>
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 "
        + "GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 "
        + "NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));

    private Iban(string value) => Value = value;

    /// <summary>In its normal form: capitals and digits, no space.</summary>
    public string Value { get; }

    /// <summary>Any grouping and case. Refuses iban_invalid.</summary>
    public static Result<Iban> Parse(string? typed)
    {
        if (typed is null || typed.Length > MaxTyped)
        {
            return RefusalCode.IbanInvalid;
        }

        var value = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        return IsRight(value) ? new Iban(value) : RefusalCode.IbanInvalid;
    }

    /// <summary>In groups of four, as on paper: «FR76 3000 6000 0112 3456 7890 189».</summary>
    public string Shown => InGroups(Value);

    /// <summary>Country, check digits and the last three signs, the rest as dots: enough to know one's own.</summary>
    public string Masked => Mask(Value);

    /// <summary>The same of one that is stored, whatever rules it was stored by.</summary>
    public static string Mask(string value) => value.Length <= ShownAtStart + ShownAtEnd ? new string('•', value.Length)
        : InGroups($"{value[..ShownAtStart]}{new string('•', value.Length - ShownAtStart - ShownAtEnd)}{value[^ShownAtEnd..]}");

    public override string ToString() => Masked; // nobody logs one by mistake

    private static string InGroups(string value) => string.Join(' ', value.Chunk(Group).Select(part => new string(part)));

    private static bool IsRight(string value) =>
        value.Length > 4 && value.All(char.IsAsciiLetterOrDigit) && char.IsAsciiDigit(value[2]) && char.IsAsciiDigit(value[3])
        && Lengths.TryGetValue(value[..2], out var length) && value.Length == length && Remainder(value) == 1
        && value[2..4] is not ("00" or "01" or "99"); // the same remainder as 97, 98 and 02, which alone are made

    /// <summary>By 97, of the number with the first four signs moved to the end and letters as 10 to 35.</summary>
    private static int Remainder(string value)
    {
        var rest = 0;
        foreach (var sign in value[4..] + value[..4])
        {
            rest = char.IsAsciiDigit(sign) ? (rest * 10 + (sign - '0')) % 97 : (rest * 100 + (sign - 'A' + 10)) % 97;
        }

        return rest;
    }
}
