using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Joining;

/// <summary>The letter with the link once more, under a new link, a few times an application. Whoever asks gets the same answer whatever is behind the key.</summary>
public sealed class SendConfirmationAgain
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccountLetters _letters;
    private readonly JoiningLimits _limits;
    private readonly AddressTries _addresses;

    internal SendConfirmationAgain(IDbContextFactory<AppDb> databases, AccountLetters letters, JoiningLimits limits)
    {
        (_databases, _letters, _limits) = (databases, letters, limits);
        _addresses = new AddressTries(limits.LettersPerAddress, limits.Window);
    }

    /// <summary>Refuses too_many_attempts (minutes) by network address.</summary>
    /// <param name="key">Of the form, or the token of a link that has ended.</param>
    public async Task<Refusal?> RunAsync(string? key, string? address, DateTimeOffset now)
    {
        if (_addresses.Take(address, now) is { } minutes)
        {
            return new Refusal(RefusalCode.TooManyAttempts, minutes);
        }

        await using var db = await _databases.CreateDbContextAsync();
        var hash = AccessKey.Hash(key);
        var found = await db.Applications.AsNoTracking().SingleOrDefaultAsync(x => (x.DraftHash == hash || x.LinkHash == hash) && x.Stage == ApplicationStage.Unconfirmed);
        if (found is null || found.Letters >= _limits.LettersPerApplication)
        {
            return null;
        }

        var (token, until) = (AccessKey.New(), now + _limits.LinkLife);
        var newHash = AccessKey.Hash(token)!;
        var letter = await _letters.MakeAsync(null, found.Email, AccountLetterKind.ConfirmAddress, new AccountLetterDetails { Token = token }, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var taken = await db.Applications.Where(x => x.Id == found.Id && x.Stage == ApplicationStage.Unconfirmed && x.Letters == found.Letters)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Letters, x => x.Letters + 1).SetProperty(x => x.LinkHash, newHash).SetProperty(x => x.LinkUntil, until));
        if (taken == 1)
        {
            db.Letters.Add(letter);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        return null;
    }
}
