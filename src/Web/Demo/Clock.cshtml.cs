using System.Globalization;
using Guichet.App.Demonstration;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Demo;

/// <summary>The practice clock: what time it is in the demonstration, and the ways to move it forward.</summary>
public sealed class ClockModel(MovePracticeClock move, PracticeTime time, IStringLocalizer<Texts.Demo> texts) : DemoPage
{
    /// <summary>Of hours or days in one step; as many days as a limit of the product can have.</summary>
    public const int MaxCount = 60;

    private const string CountField = "count";

    public PracticeTime Time { get; } = time;
    public FieldErrors Errors { get; } = new();
    public string Count { get; private set; } = "1";
    public bool InDays { get; private set; } = true;

    /// <summary>What the last press did; null when nobody pressed.</summary>
    public PracticeMove? Done { get; private set; }

    public void OnGet(string? done) =>
        Done = done switch { "moved" => PracticeMove.Moved, "meanwhile" => PracticeMove.MovedMeanwhile, _ => null };

    /// <param name="step">Of a button: «midnight», or hours as a number.</param>
    /// <param name="count">Of the form, with <paramref name="unit"/>.</param>
    /// <param name="seen">How far ahead the clock was on the page, in milliseconds: pressing twice moves it once.</param>
    public async Task<IActionResult> OnPostAsync(string? step, string? count, string? unit, long seen)
    {
        var typed = step is null;
        (Count, InDays) = (typed ? count ?? "" : Count, unit != "hours");
        if (StepOf(typed ? count : step, typed) is not { } by)
        {
            return Refuse(PracticeMove.StepOutOfRange, typed);
        }

        var done = await move.RunAsync(by, seen is >= 0 and <= int.MaxValue * 1000L ? TimeSpan.FromMilliseconds(seen) : TimeSpan.MaxValue);
        return done is PracticeMove.Moved or PracticeMove.MovedMeanwhile
            ? Redirect($"/demo/clock?done={(done == PracticeMove.Moved ? "moved" : "meanwhile")}") : Refuse(done, typed);
    }

    private TimeSpan? StepOf(string? text, bool typed) => !typed && text == "midnight" ? MovePracticeClock.ToNextDay(Time.Now)
        : !int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 ? null
        : !typed ? TimeSpan.FromHours(Math.Min(number, MaxCount * 24))
        : number > MaxCount ? null
        : InDays ? TimeSpan.FromDays(number) : TimeSpan.FromHours(number);

    private PageResult Refuse(PracticeMove why, bool typed)
    {
        string sentence = why == PracticeMove.TooFarAhead ? texts["clock.too-far", Time.Length(MovePracticeClock.MaxAhead), Time.Length(Time.Left)] : texts["clock.count.invalid", MaxCount];
        Errors.Add(typed || why == PracticeMove.StepOutOfRange ? CountField : "steps", sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
