using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Storage.Desk;

/// <summary>A command and the caller who waits for its answer; callers go on on other threads than the desk's.</summary>
internal sealed class DeskWaiter(DeskCommand command) : TaskCompletionSource<Result<Payment?>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public DeskCommand Command { get; } = command;
}
