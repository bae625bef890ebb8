using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;

namespace Guichet.App.Access;

/// <summary>The second factor from whoever has one, the code of the phone from a customer who gives it, the present password from everybody else.</summary>
internal sealed class ProveAgain(PresentPassword password, ConfirmSecondFactor factor, KnownDevices devices)
{
    /// <summary>Null when it is proved; else as those refuse. After the last wrong code of a phone the phone is forgotten, and its session dead.</summary>
    public async Task<Refusal?> RunAsync(AppDb db, AccountRow account, OwnAccess own, Proof proof, DateTimeOffset now, DateTimeOffset codesAt) =>
        account.TwoFactorEnabled ? await factor.RunAsync(db, account, own, proof, now, codesAt)
        : own is CustomerAccess && !string.IsNullOrEmpty(proof.Code) ? (await devices.VerifyAsync(own.DeviceKey, account.Id, proof.Code, now)).Refusal
        : await password.CheckAsync(db, account, proof.Password, now);
}
