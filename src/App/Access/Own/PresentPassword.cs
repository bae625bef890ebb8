using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The present password, asked before a change. Counted before it is looked at: who finds a browser signed in guesses five times in a quarter of an hour.</summary>
internal sealed class PresentPassword(PasswordGate gate, AccessSettings settings)
{
    /// <summary>Null when it is right; else wrong_password, too_many_attempts (minutes), unavailable.</summary>
    public async Task<Refusal?> CheckAsync(AppDb db, AccountRow account, string? typed, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return new Refusal(RefusalCode.WrongPassword); // no guess
        }

        var subject = WindowTries.Password(account.Id);
        if (await WindowTries.ReserveAsync(db, subject, AccessSettings.PasswordsBeforeChange, settings.SecondFactorWindow, now) is { } refused)
        {
            return refused;
        }

        using var slot = await gate.EnterAsync(isKnown: true);
        if (slot is not null && !await slot.VerifyAsync(account.PasswordHash, PasswordRules.Normalize(typed)))
        {
            return new Refusal(RefusalCode.WrongPassword);
        }

        await WindowTries.GiveBackAsync(db, subject);
        return slot is null ? new Refusal(RefusalCode.Unavailable) : null;
    }
}
