namespace Guichet.App.Access;

/// <summary>Where a session is opened, as its holder will see it in the list of signed-in devices.</summary>
/// <param name="Address">Network address.</param>
/// <param name="Agent">What the browser says of itself; anything that somebody likes to send.</param>
public sealed record SessionPlace(string? Address, string? Agent)
{
    internal const int MaxAddress = 64;
    internal const int MaxAgent = 200;

    public static readonly SessionPlace Unknown = new(null, null);

    internal string? StoredAddress => Cut(Address, MaxAddress);

    /// <summary>Printable ASCII, which is all that a header may hold: a NUL would not go into PostgreSQL.</summary>
    internal string? StoredAgent => Cut(Agent is null ? null : string.Concat(Agent.Where(c => c is >= ' ' and <= '~')), MaxAgent);

    private static string? Cut(string? text, int most) => text is null || text.Length <= most ? text : text[..most];
}
