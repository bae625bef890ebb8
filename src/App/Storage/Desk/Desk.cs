using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Storage.Desk;

/// <summary>Where money is written: many callers, one commit.</summary>
internal sealed class Desk
{
    /// <summary>Answers after the commit. A caller who goes away does not cancel it.</summary>
    /// <returns>The payment after (null for a change of a wallet alone), or the refusal.</returns>
    public Task<Result<Payment?>> SubmitAsync(DeskCommand command) => throw new NotSupportedException(command.GetType().Name);
}
