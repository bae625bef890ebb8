using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

/// <summary>«Historique»: what was paid, what is held, what came back; the newest first.</summary>
public sealed class HistoryModel(CustomerRequests requests, IStringLocalizer<Texts.App> texts, TimeProvider clock) : CustomerPage
{
    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public required CustomerHistory Shown { get; set; }
    public bool IsFirst { get; private set; }

    public async Task OnGetAsync(string? apres)
    {
        var after = HistoryPosition.Read(apres);
        IsFirst = after is null;
        Shown = await requests.HistoryAsync(Actor, after);
    }

    public IEnumerable<IGrouping<DateOnly, CustomerPaymentView>> Days => Shown.Payments.GroupBy(v => ParisCalendar.DayOf(v.Payment.LastActivityAt));

    public Story StoryOf(CustomerPaymentView view) => CustomerStory.Of(view.Payment, Actor.CustomerId, _now);

    public string DayOf(DateOnly day) => (ParisCalendar.DayOf(_now).DayNumber - day.DayNumber) switch
    {
        0 => texts["day.today"],
        1 => texts["day.yesterday"],
        _ => Moments.Day(day),
    };
}
