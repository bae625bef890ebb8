using System.Globalization;
using Guichet.App.Payments;
using Guichet.App.Payments.Activity;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer.Activity;

/// <summary>«Historique»: what was paid, is held, came back or arrived; the newest first. The filter stands in the address.</summary>
public sealed class HistoryModel(ReadActivity activity, ReadMonths months, IStringLocalizer<Texts.App> texts, TimeProvider clock) : CustomerPage
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public ActivityFilter Filter { get; private set; } = new();
    public ActivityPage Shown { get; private set; } = null!;
    public ActivityMonths Months { get; private set; } = null!;
    public bool IsFirst { get; private set; }

    public async Task OnGetAsync()
    {
        Filter = HistoryQuery.Read(Request.Query);
        var after = HistoryPosition.Read(Request.Query[HistoryQuery.Page]);
        IsFirst = after is null;
        Months = await months.RunAsync(Actor, Filter.Month, _now);
        Shown = await activity.RunAsync(Actor, Filter, after);
    }

    /// <summary>Something narrows the list beside its tab.</summary>
    public bool IsNarrowed => Filter.Month is not null || Filter.Search is not null;

    public IEnumerable<IGrouping<DateOnly, ActivityLine>> Days => Shown.Lines.GroupBy(line => ParisCalendar.DayOf(line.Position.At));

    /// <summary>The chosen month among those that are offered, also when it is older than they are.</summary>
    public IEnumerable<DateOnly> Offered => Filter.Month is { } chosen && !Months.Months.Contains(chosen) ? Months.Months.Append(chosen) : Months.Months;

    public Story StoryOf(CustomerPaymentView view) => CustomerStory.Of(view.Payment, Actor.CustomerId, _now);

    /// <summary>What the customer paid has a receipt, the rest its request.</summary>
    public string PathOf(CustomerPaymentView view) =>
        view.Payment.PayerId == Actor.CustomerId ? PaymentModel.PathOf(view.Payment) : RequestAddress.OfNumber(view.Payment.Number).Path;

    public string DayOf(DateOnly day) => (ParisCalendar.DayOf(_now).DayNumber - day.DayNumber) switch
    {
        0 => texts["day.today"],
        1 => texts["day.yesterday"],
        _ => Moments.Day(day),
    };

    /// <summary>«novembre 2026».</summary>
    public static string NameOf(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);
}
