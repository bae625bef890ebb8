using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;

namespace Guichet.App.Access;

/// <summary>The second factor from whoever has one, the present password from everybody else.</summary>
internal sealed class ProveAgain(PresentPassword password, ConfirmSecondFactor factor)
{
    /// <summary>Null when it is proved; else as those two refuse.</summary>
    public Task<Refusal?> RunAsync(AppDb db, AccountRow account, OwnAccess own, Proof proof, DateTimeOffset now, DateTimeOffset codesAt) =>
        account.TwoFactorEnabled ? factor.RunAsync(db, account, own, proof, now, codesAt) : password.CheckAsync(db, account, proof.Password, now);
}
