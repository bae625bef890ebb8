using Guichet.App.Console.Applications;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>Applications: those that wait first, then what was decided.</summary>
[Needs(Permission.DecideApplications)]
public sealed class CandidaturesModel(FindApplications applications, TimeProvider clock) : ConsolePage
{
    private static readonly Dictionary<ApplicationState, string> Names = new()
    {
        [ApplicationState.Waiting] = "en-attente",
        [ApplicationState.Accepted] = "acceptees",
        [ApplicationState.Refused] = "refusees",
    };

    public static IReadOnlyCollection<ApplicationState> States => Names.Keys;

    public ApplicationState State { get; private set; }
    public IReadOnlyList<ListedApplication> Found { get; private set; } = [];
    public int Waiting { get; private set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    public long? Next => Found.Count == FindApplications.PageSize ? Found[^1].Id : null;

    public static string AddressOf(ApplicationState state) => state == ApplicationState.Waiting ? "/console/candidatures" : $"/console/candidatures?etat={Names[state]}";

    /// <summary>In days of Paris.</summary>
    public string AgeOf(ListedApplication application, Moments moments, string today) =>
        ParisCalendar.DayOf(clock.GetUtcNow()).DayNumber - ParisCalendar.DayOf(application.At).DayNumber is var days and > 0 ? moments.Days(days) : today;

    public async Task OnGetAsync([FromQuery(Name = "etat")] string? state, [FromQuery(Name = "apres")] long? after)
    {
        State = Names.SingleOrDefault(pair => pair.Value == state).Key;
        Found = await applications.ListAsync(State, after);
        Waiting = await applications.CountWaitingAsync();
    }
}
