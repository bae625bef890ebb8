using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>A test whose people are signed in already, as at a till where the day began hours ago. Signing in itself is walked where it is the subject.</summary>
public abstract class JourneyTest(Chromium chromium, Counters counters) : CounterTest(chromium, counters)
{
    /// <summary>The till of «Camping des Pins», by the account of that point.</summary>
    protected Task<Person> TillAsync(Counter counter, Action<BrowserNewContextOptions>? change = null) =>
        KnownAsync("till", counter, person => person.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword), change);

    /// <summary>A customer with a phone that knows him.</summary>
    protected Task<Person> CustomerAsync(Counter counter, Payer payer, Action<BrowserNewContextOptions>? change = null) => KnownAsync(payer.Email, counter, async person =>
    {
        await person.Page.GotoAsync("/app/connexion");
        await person.SignInAsCustomerAsync(payer.Email, payer.Password);
        await person.Page.ShouldBeAtAsync("Mon solde");
    }, change);

    /// <summary>Somebody who has signed in before; the first one of that name does it now.</summary>
    protected async Task<Person> KnownAsync(string name, Counter counter, Func<Person, Task> signIn, Action<BrowserNewContextOptions>? change)
    {
        if (!counter.Visits.TryGetValue(name, out var visit))
        {
            var first = await PersonAsync($"{name} signing in", counter);
            await signIn(first);
            counter.Visits[name] = visit = await first.Context.StorageStateAsync();
            await first.DisposeAsync();
        }

        return await PersonAsync(name, counter, visit, change);
    }
}
