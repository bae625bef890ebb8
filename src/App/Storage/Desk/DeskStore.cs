using Guichet.Domain.Payments;

namespace Guichet.App.Storage.Desk;

/// <summary>What an exception of the database means for the commands of a group.</summary>
internal enum DeskFault
{
    /// <summary>Of no kind below: the command's own fault.</summary>
    Bug,

    /// <summary>Somebody else was faster, or the rows were locked for too long: try again on fresh rows.</summary>
    Collision,

    /// <summary>The connection is gone; if it was at the commit, nobody knows whether it took effect.</summary>
    Lost,

    /// <summary>The commit may not be on the standby (finding 2 of the reliability notes): it must not be said to be done.</summary>
    NotReplicated,

    /// <summary>The disk failed (finding 6): what it says from now on cannot be believed.</summary>
    Broken,
}

/// <summary>A lane's own connection: one transaction at a time, in a handful of statements.</summary>
internal abstract class DeskStore : IAsyncDisposable
{
    /// <summary>Connects where there is no connection.</summary>
    public abstract Task OpenAsync();

    /// <summary>Begins, and locks: wallets by customer and year, then payments by id.</summary>
    public abstract Task<DeskLoaded> LoadAsync(DeskNeeds needs);

    /// <summary>Payments as they are, without a lock, within the transaction.</summary>
    public abstract Task<IReadOnlyList<Payment>> ReadAsync(long[] paymentIds);

    /// <summary>Writes and commits. <paramref name="committing"/> is called when the outcome starts to be unknown.</summary>
    public abstract Task SaveAsync(DeskWrites writes, Action committing);

    /// <summary>After a failure: back to a clean connection, or none. Never throws.</summary>
    /// <returns>False when the connection is lost.</returns>
    public abstract Task<bool> RollBackAsync();

    public abstract DeskFault FaultOf(Exception exception);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The rows of a group turned out not to be the ones that were looked for.</summary>
internal sealed class DeskCollisionException(string what) : Exception(what);

/// <summary>See <see cref="DeskFault.NotReplicated"/>.</summary>
internal sealed class NotReplicatedException() : Exception("The commit was not confirmed by the standby.");
