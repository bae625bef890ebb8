using System.Globalization;
using Guichet.Domain;

namespace Guichet.App.Letters;

/// <summary>The reader's language: sentences, amounts and Paris dates as the letters write them.</summary>
public sealed class LetterLanguage
{
    public static readonly LetterLanguage French = new("fr-FR");
    public static readonly LetterLanguage English = new("en-GB");

    private LetterLanguage(string culture) => Culture = CultureInfo.GetCultureInfo(culture);

    public CultureInfo Culture { get; }

    /// <summary>«fr» or «en».</summary>
    public string Code => Culture.TwoLetterISOLanguageName;

    /// <summary>French for whatever is not English, and for people who have not chosen.</summary>
    public static LetterLanguage Of(string? code) => code is not null && code.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : French;

    /// <summary>A sentence; the values are made harmless here, so that no letter can forget it.</summary>
    internal string Text(string key, params ReadOnlySpan<string> values)
    {
        var sentence = LetterTexts.Get(key, Culture);
        if (values.Length == 0)
        {
            return sentence;
        }

        var harmless = new object[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            harmless[i] = PlainLine.Of(values[i]);
        }

        return string.Format(Culture, sentence, harmless);
    }

    internal string Amount(Money amount) => MoneyText.Format(amount, Culture);

    /// <summary>«24/06/2020 à 11:59:35», in Paris.</summary>
    internal string Instant(DateTimeOffset instant) => Dated("Format.Instant", ParisCalendar.LocalOf(instant));

    /// <summary>«24/06/2020 à 11h59», in Paris.</summary>
    internal string Minute(DateTimeOffset instant) => Dated("Format.Minute", ParisCalendar.LocalOf(instant));

    /// <summary>«24/06/2020»: the last day on which something that ends at the deadline (exclusive) is possible.</summary>
    internal string LastDay(DateTimeOffset deadline) => Day(ParisCalendar.LastDayBefore(deadline));

    internal string Day(DateOnly day) => Dated("Format.Day", day.ToDateTime(TimeOnly.MinValue));

    private string Dated(string key, DateTime local) => string.Format(CultureInfo.InvariantCulture, LetterTexts.Get(key, Culture), local);
}
