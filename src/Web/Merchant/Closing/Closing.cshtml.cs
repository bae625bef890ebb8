using System.Globalization;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Merchant.Operations;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Closing;

/// <summary>«Clôture du jour»: the day and the points stand in the address, as in that of the list.</summary>
[Needs(Permission.CloseDay)]
public sealed class ClosingModel(CloseDay close, ListPoints shownPoints, CurrentPoint current, IStringLocalizer<ClosingPages> texts, TimeProvider clock) : MerchantPage
{
    public const string Path = "/encaissement/cloture";
    public const string DayField = "jour";

    public ShownPoints Points { get; private set; } = null!;

    /// <summary>The points as addresses name them; empty for a point account.</summary>
    public string Scope { get; private set; } = "";

    public bool HasOtherPoints { get; private set; }
    public FieldErrors Errors { get; } = new();

    /// <summary>Null when what was asked for is no day, or not one yet.</summary>
    public DayClosing? Closing { get; private set; }

    /// <summary>The day that is asked for; today when it is none.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>What stands in the field.</summary>
    public string TypedDay { get; private set; } = "";

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public DateOnly Today => ParisCalendar.DayOf(Now);

    /// <summary>A field for dates shows no text that is no date.</summary>
    public string DayFieldType => Errors.Of(DayField) is not null && !DateOnly.TryParseExact(TypedDay, "yyyy-MM-dd", out _) ? "text" : "date";

    public async Task<IActionResult> OnGetAsync(string? jour)
    {
        var asked = ListBinder.Read(Request.Query, Today);
        if (!(await shownPoints.OfAsync(HttpContext, asked)).TryGet(out var points, out _))
        {
            return asked.Points is null ? Redirect($"{CurrentPoint.ChoiceAddress}?suite={ChoosePointModel.ThenClose}") : NotFound();
        }

        Points = points;
        Scope = ListPoints.Scope(Actor, points.IsAll, [.. points.Points.Select(p => p.ShopId)]);
        if (asked.Problems.Any(x => x.Problem == ListProblem.TooManyPoints))
        {
            Errors.Add("points", texts["points.too-many", ListBinder.MaxPoints]);
        }

        HasOtherPoints = await current.HasOthersAsync(Actor);
        var (day, problem) = ClosingDay.Read(jour, Today);
        Day = day ?? Today;
        if (day is null)
        {
            TypedDay = jour!.Length > ClosingDay.MaxTyped ? jour[..ClosingDay.MaxTyped] : jour;
            Errors.Add(DayField, texts[$"day.{problem}", Moments.Day(ClosingDay.First)]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        TypedDay = ListQuery.Day(day)!;
        Closing = await close.RunAsync(Actor, points.Ids, Day, Now, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>The same points on another day.</summary>
    public string On(DateOnly day) => Address(Scope, day);

    /// <summary>The operations behind a line: the same points, the same day, the same number.</summary>
    public string ListOf(PaymentTab tab) => new ListQuery { Scope = Scope, Tab = tab, From = Day, To = Day }.Address;

    public static string Address(string scope, DateOnly? day = null) =>
        new[] { scope, day is null ? "" : $"{DayField}={ListQuery.Day(day)}" }.Where(part => part.Length > 0).ToList() is [_, ..] parts ? $"{Path}?{string.Join('&', parts)}" : Path;

    /// <summary>«mercredi 24 juin 2026».</summary>
    public string Heading(DateOnly day)
    {
        var culture = CultureInfo.CurrentUICulture;
        return day.Day == 1 ? texts["day.first", day.ToString("dddd", culture), day.ToString("MMMM yyyy", culture)] : day.ToString("dddd d MMMM yyyy", culture);
    }
}
