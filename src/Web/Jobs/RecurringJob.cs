namespace Guichet.Web.Jobs;

/// <summary>What the program does by itself, again and again.</summary>
/// <param name="Name">As an operator calls it: `guichet job NAME`.</param>
/// <param name="Every">From one start to the next; a run that takes longer is never overlapped by another of the same server.</param>
/// <param name="RunAsync">Does what is due as of an instant, in bounded batches, and gives how much that was. Safe on several servers at once, and when killed in the middle.</param>
public sealed record RecurringJob(string Name, TimeSpan Every, Func<IServiceProvider, DateTimeOffset, CancellationToken, Task<int>> RunAsync);
