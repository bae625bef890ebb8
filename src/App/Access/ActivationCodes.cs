using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The one-time code of an activation letter: with it, somebody who has an account without a password chooses the first one. Kept as a keyed hash.</summary>
internal sealed class ActivationCodes(AppSecrets secrets)
{
    /// <summary>Tries of one code, counted before it is looked at; a new letter gives new ones.</summary>
    public const int MaxTries = 5;

    /// <summary>A letter may lie for a while.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private readonly byte[] _key = secrets.Derive("activation-code");

    /// <summary>A new one, in the caller's commit, which saves; the one before opens nothing any more. To be put into a letter and shown nowhere else.</summary>
    public async Task<string> AddAsync(AppDb db, long accountId, DateTimeOffset now)
    {
        var code = ReadableCode.New();
        await db.ActivationCodes.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        db.ActivationCodes.Add(new ActivationCodeRow { AccountId = accountId, CodeHash = Hash(accountId, code), CreatedAt = now, ExpiresAt = now + Life });
        return code;
    }

    /// <summary>Whether this is the code, after counting the try: false also when the tries are used up, or the time is.</summary>
    /// <param name="code">Normalized (<see cref="ReadableCode"/>).</param>
    public async Task<bool> TryAsync(AppDb db, long accountId, string code, DateTimeOffset now)
    {
        var counted = await db.ActivationCodes.Where(x => x.AccountId == accountId && x.FailedTries < MaxTries && x.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.FailedTries, x => x.FailedTries + 1));
        return counted == 1 && await IsRightAsync(db, accountId, code, now);
    }

    /// <summary>The code was right and something else was not: the try does not count.</summary>
    public static Task GiveBackAsync(AppDb db, long accountId) => db.ActivationCodes.Where(x => x.AccountId == accountId && x.FailedTries > 0)
        .ExecuteUpdateAsync(set => set.SetProperty(x => x.FailedTries, x => x.FailedTries - 1));

    /// <summary>Uses it up, in the caller's commit; false when it is no more.</summary>
    public async Task<bool> UseAsync(AppDb db, long accountId, string code)
    {
        var hash = Hash(accountId, code);
        return await db.ActivationCodes.Where(x => x.AccountId == accountId && x.CodeHash == hash).ExecuteDeleteAsync() == 1;
    }

    /// <summary>Without counting: for the letter that tells it. False once it was used or replaced.</summary>
    public async Task<bool> IsRightAsync(AppDb db, long accountId, string code, DateTimeOffset now)
    {
        var hash = Hash(accountId, code);
        return await db.ActivationCodes.AnyAsync(x => x.AccountId == accountId && x.CodeHash == hash && x.ExpiresAt > now);
    }

    private string Hash(long accountId, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{accountId}|{code}"))));
}
