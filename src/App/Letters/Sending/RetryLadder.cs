namespace Guichet.App.Letters.Sending;

/// <summary>When a letter that was not accepted is tried again: growing pauses over three days, then never.</summary>
internal static class RetryLadder
{
    /// <summary>How long a letter is worth trying.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    public static int MaxAttempts => Pauses.Length + 1;

    /// <param name="attempts">Tries made so far, this one included.</param>
    /// <returns>The pause before the next one; null after the last.</returns>
    public static TimeSpan? PauseAfter(int attempts) => attempts >= 1 && attempts <= Pauses.Length ? Pauses[attempts - 1] : null;
}
