using Guichet.App.Demonstration;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Demo;

/// <summary>The practice clock as people read it. Asked for in the demonstration only: elsewhere there is no such clock.</summary>
public sealed class PracticeTime(PracticeClock practice, TimeProvider clock, IStringLocalizer<Common> texts)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public TimeSpan Ahead => practice.Ahead;

    public DateTimeOffset RealNow => Now - Ahead;

    public TimeSpan Left => MovePracticeClock.MaxAhead - Ahead;

    public DateTimeOffset NextDay => Now + MovePracticeClock.ToNextDay(Now);

    /// <summary>«jeudi 3 décembre 2026», the day in Paris.</summary>
    public string Day => ParisCalendar.DayOf(Now).ToString(texts["day.long"], System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>The two largest parts, rounded down: «7 jours», «1 jour 3 h», «6 h 17 min».</summary>
    public string Length(TimeSpan span)
    {
        string[] parts = [Count("span.days", span.Days), span.Hours == 0 ? "" : texts["span.hours", span.Hours], span.Minutes == 0 ? "" : texts["span.minutes", span.Minutes]];
        var said = parts.SkipWhile(part => part.Length == 0).Take(2).Where(part => part.Length > 0).ToList();
        return said.Count == 0 ? texts["span.minutes", 0] : string.Join(' ', said);
    }

    private string Count(string key, int count) => count == 0 ? "" : texts[$"{key}.{(count == 1 ? "one" : "many")}", count];
}
