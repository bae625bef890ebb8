using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>A passkey more, with a name: for who proves the second factor once more, and for a customer who proves the code or the password; the holder gets a letter.</summary>
public sealed class AddPasskey
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PasskeyCheck _passkeys;
    private readonly ProveAgain _prove;
    private readonly OwnAccount _own;

    internal AddPasskey(IDbContextFactory<AppDb> databases, PasskeyCheck passkeys, ProveAgain prove, OwnAccount own) =>
        (_databases, _passkeys, _prove, _own) = (databases, passkeys, prove, own);

    /// <summary>Refuses text_invalid beside «name», second_factor_missing, wrong_code (tries left), wrong_password, too_many_attempts (minutes), passkey_refused, passkeys_full (limit).</summary>
    /// <param name="answer">The new one's.</param>
    public async Task<Result<OwnPasskey>> RunAsync(OwnAccess own, string? name, PasskeyAnswer answer, Proof proof, DateTimeOffset now, DateTimeOffset codesAt)
    {
        if (!PasskeyName.Parse(name).TryGet(out var accepted, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (!account.MayHavePasskeys())
        {
            return RefusalCode.SecondFactorMissing;
        }

        if (await _prove.RunAsync(db, account, own, proof, now, codesAt) is { } refused)
        {
            return refused;
        }

        if (await _passkeys.AddedAsync(db, answer, own.SessionKey, account, now) is not { } added)
        {
            return RefusalCode.PasskeyRefused;
        }

        var letter = await _own.LetterAsync(account, AccountLetterKind.PasskeyAdded, now, new AccountLetterDetails { After = accepted });
        await using var transaction = await db.Database.BeginTransactionAsync();
        // The row's lock: ten stay ten, and a second factor that is switched off at this moment takes this one along or refuses it.
        var has = account.TwoFactorEnabled;
        if (await db.Accounts.Where(a => a.Id == account.Id && a.TwoFactorEnabled == has && a.DisabledAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, has)) == 0)
        {
            return RefusalCode.SecondFactorMissing;
        }

        if (await PasskeyCheck.Of(db, account.Id).CountAsync() >= AskPasskey.MaxPasskeys)
        {
            return new Refusal(RefusalCode.PasskeysFull, AskPasskey.MaxPasskeys);
        }

        var row = new IdentityUserPasskey<long>
        {
            UserId = account.Id,
            CredentialId = added.CredentialId,
            Data = new IdentityPasskeyData
            {
                Name = accepted,
                CreatedAt = now,
                PublicKey = added.PublicKey,
                SignCount = added.SignCount,
                Transports = added.Transports,
                IsUserVerified = added.IsUserVerified,
                IsBackupEligible = added.IsBackupEligible,
                IsBackedUp = added.IsBackedUp,
                AttestationObject = added.AttestationObject,
                ClientDataJson = added.ClientDataJson,
            },
        };
        db.Add(row);
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return new OwnPasskey(PasskeyCheck.IdOf(row), accepted, now);
    }
}

/// <summary>What its owner calls a passkey: «Téléphone de Paul».</summary>
internal static class PasskeyName
{
    private const int MaxLength = 60;

    /// <summary>Refuses text_invalid beside «name».</summary>
    public static Result<string> Parse(string? typed) =>
        Texts.Normalize(typed, MaxLength) is { Length: > 0 } name ? name : new Refusal(RefusalCode.TextInvalid, MaxLength) { Field = "name" };
}
