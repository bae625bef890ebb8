namespace Guichet.Domain.Access;

/// <summary>The side that acts. Stored: never renumber.</summary>
public enum ActorKind
{
    Merchant = 1,
    Customer = 2,
    Clock = 3,
}

/// <summary>The door through which an action came. Stored: never renumber.</summary>
public enum Door
{
    Portal = 1,
    App = 2,
    Api = 3,
    Job = 4,
    Console = 5,
}

/// <summary>Who acts, and from where; kept with every fact («Traces» of the rules).</summary>
/// <param name="By">Side of the table.</param>
/// <param name="AccountId">The account that was signed in; null for the clock.</param>
/// <param name="Door">Page, app, API or job.</param>
/// <param name="Address">Network address; null for the clock.</param>
public sealed record Trace(ActorKind By, long? AccountId, Door Door, string? Address)
{
    public static readonly Trace Clock = new(ActorKind.Clock, null, Door.Job, null);
}
