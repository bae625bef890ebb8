using System.Globalization;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The practice clock, moved by hand as a person at the demonstration moves it.</summary>
public static class ClockSteps
{
    public const string Hour = "+1 heure", SixHours = "+6 heures", Day = "+1 jour";

    /// <summary>To five minutes past the next midnight in Paris.</summary>
    public const string Midnight = "Passer minuit";

    /// <summary>Presses a button of the clock; the day in Paris that it shows then.</summary>
    public static async Task<DateOnly> MoveClockAsync(this Person person, string button)
    {
        await person.Page.GotoAsync("/demo/clock");
        await person.Page.PressAsync(button);
        await Expect(person.Page.GetByText("L'horloge a avancé.")).ToBeVisibleAsync();
        return await person.TodayAsync();
    }

    /// <summary>The day that the page in front of the person was made on.</summary>
    public static async Task<DateOnly> TodayAsync(this Person person) => ParisCalendar.DayOf(DateTimeOffset.Parse(
        (await person.Page.Locator("[data-practice-now]").GetAttributeAsync("data-practice-now"))!, CultureInfo.InvariantCulture));
}
