using Guichet.App.Payments.Activity;

namespace Guichet.Web.Customer.Activity;

/// <summary>«Réservations»: what is held, for whom, until when, and what happens then.</summary>
public sealed class HeldModel(ReadHeld held, TimeProvider clock) : CustomerPage
{
    public const string Path = "/app/reservations";

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public HeldPayments Held { get; private set; } = null!;

    public async Task OnGetAsync() => Held = await held.RunAsync(Actor);
}
