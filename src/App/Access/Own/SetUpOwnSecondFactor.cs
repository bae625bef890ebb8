using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>A second factor for who is signed in and wants one: an app is given a secret and proves it by a code; the password says that it is the owner.</summary>
public sealed class SetUpOwnSecondFactor
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly SetUpSecondFactor _setUp;
    private readonly SecondFactorSecret _secrets;
    private readonly SecondFactorTries _tries;
    private readonly PresentPassword _present;
    private readonly OwnAccount _own;

    internal SetUpOwnSecondFactor(
        IDbContextFactory<AppDb> databases, SetUpSecondFactor setUp, SecondFactorSecret secrets, SecondFactorTries tries, PresentPassword present, OwnAccount own) =>
        (_databases, _setUp, _secrets, _tries, _present, _own) = (databases, setUp, secrets, tries, present, own);

    /// <summary>The same for one session however often it is asked for; null for an account that has a second factor.</summary>
    public async Task<SecondFactorOffer?> OfferAsync(OwnAccess own)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        return account.TwoFactorEnabled || AccessKey.Hash(own.SessionKey) is not { } hash ? null : _setUp.OfferOf(account, hash);
    }

    /// <summary>
    /// Every other browser is signed out, this one has a new key. Refuses wrong_code (tries left), wrong_password, too_many_attempts (minutes), unavailable, and
    /// not_found for an account that has a second factor.
    /// </summary>
    /// <param name="codesAt">The time of the authenticator app.</param>
    public async Task<Result<SecondFactorDone>> RunAsync(OwnAccess own, string? password, string? typed, DateTimeOffset now, DateTimeOffset codesAt)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (account.TwoFactorEnabled || AccessKey.Hash(own.SessionKey) is not { } keyHash)
        {
            return RefusalCode.NotFound;
        }

        if (await _present.CheckAsync(db, account, password, now) is { } wrong)
        {
            return wrong;
        }

        var code = ReadableCode.Normalize(typed);
        if (!SecondFactorSecret.IsWellFormed(code))
        {
            return await _tries.WrongAsync(db, account.Id); // a slip of the finger is no guess
        }

        if (await _tries.ReserveAsync(db, account.Id, now) is { } refused)
        {
            return refused;
        }

        var secret = _secrets.Offer(keyHash);
        if (SecondFactorSecret.StepOf(secret, code, codesAt, after: 0) is not { } step)
        {
            return await _tries.WrongAsync(db, account.Id);
        }

        return await SetAsync(db, account, own, secret, step, now) is { } done ? done : RefusalCode.NotFound;
    }

    /// <summary>All in one commit; null when it was set up elsewhere, or this browser signed out, meanwhile.</summary>
    private async Task<SecondFactorDone?> SetAsync(AppDb db, AccountRow account, OwnAccess own, byte[] secret, long step, DateTimeOffset now)
    {
        var letter = await _own.LetterAsync(account, AccountLetterKind.SecondFactorOn, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await _setUp.EnableAsync(db, account.Id, secret, step, now) is not { } codes || await _own.RenewAsync(db, account, own, now) is not { } session)
        {
            return null;
        }

        await SecondFactorTries.GiveBackAsync(db, account.Id);
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        _own.Forget(account);
        return new SecondFactorDone(session, codes);
    }
}
