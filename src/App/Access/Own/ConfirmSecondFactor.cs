using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// Somebody who is signed in proves the second factor once more, before what a stolen session must not do: the app's code, a recovery code, or a passkey.
/// Codes count with those of sign-ins: five in a quarter of an hour, and none is used twice.
/// </summary>
internal sealed class ConfirmSecondFactor(SecondFactorSecret secrets, SecondFactorTries tries, RecoveryCodes recovery, PasskeyCheck passkeys)
{
    /// <summary>Null when it is proved; else second_factor_missing, wrong_code (tries left), passkey_refused, too_many_attempts (minutes).</summary>
    /// <param name="codesAt">The time of the authenticator app.</param>
    public async Task<Refusal?> RunAsync(AppDb db, AccountRow account, OwnAccess own, Proof proof, DateTimeOffset now, DateTimeOffset codesAt)
    {
        if (!account.TwoFactorEnabled)
        {
            return new Refusal(RefusalCode.SecondFactorMissing);
        }

        if (proof.Passkey is { Json.Length: > 0 } answer)
        {
            return await passkeys.AnsweredAsync(db, PasskeyPurpose.Prove, answer, own.SessionKey, account.Id, now) is { } proved && await PasskeyCheck.UseAsync(db, proved)
                ? null : new Refusal(RefusalCode.PasskeyRefused);
        }

        var code = ReadableCode.Normalize(proof.Code);
        var isOfApp = SecondFactorSecret.IsWellFormed(code);
        if (!isOfApp && !ReadableCode.IsWellFormed(code))
        {
            return await tries.WrongAsync(db, account.Id); // a slip of the finger is no guess
        }

        if (await tries.ReserveAsync(db, account.Id, now) is { } refused)
        {
            return refused;
        }

        if (!(isOfApp ? await UseStepAsync(db, account.Id, code, codesAt) : await recovery.UseAsync(db, account.Id, code)))
        {
            return await tries.WrongAsync(db, account.Id);
        }

        await SecondFactorTries.GiveBackAsync(db, account.Id);
        return null;
    }

    private async Task<bool> UseStepAsync(AppDb db, long accountId, string code, DateTimeOffset codesAt) =>
        await secrets.ReadAsync(db, accountId) is { } stored && SecondFactorSecret.StepOf(stored.Secret, code, codesAt, after: stored.LastStep) is { } step
        && await SecondFactorSecret.UseStepAsync(db, accountId, stored.LastStep, step);
}
