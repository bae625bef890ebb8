using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Ten codes for the day on which the telephone is lost: shown once, each good for one sign-in, kept as keyed hashes in account_token.</summary>
internal sealed class RecoveryCodes(AppSecrets secrets)
{
    public const int Count = 10;
    private const string NamePrefix = "recovery-";

    private readonly byte[] _key = secrets.Derive("recovery-code");

    /// <summary>New ones, in the caller's commit, which saves.</summary>
    public IReadOnlyList<string> Add(AppDb db, long accountId)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => ReadableCode.New()).ToList();
        db.UserTokens.AddRange(codes.Select((code, i) =>
            SecondFactorSecret.Row(accountId, string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{i}"), Hash(accountId, code))));
        return codes;
    }

    /// <summary>In the caller's commit: the old ones open nothing any more.</summary>
    public static Task<int> RemoveAllAsync(AppDb db, long accountId) => Of(db, accountId).ExecuteDeleteAsync();

    /// <summary>How many are left.</summary>
    public static Task<int> CountAsync(AppDb db, long accountId) => Of(db, accountId).CountAsync();

    /// <summary>Uses it up, in the caller's commit; false for none of theirs, or one used before.</summary>
    public async Task<bool> UseAsync(AppDb db, long accountId, string code)
    {
        var hash = Hash(accountId, code);
        return await Of(db, accountId).Where(t => t.Value == hash).ExecuteDeleteAsync() == 1;
    }

    private static IQueryable<IdentityUserToken<long>> Of(AppDb db, long accountId) =>
        db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == SecondFactorSecret.Provider && t.Name.StartsWith(NamePrefix));

    private string Hash(long accountId, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{accountId}|{code}"))));
}
