using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// The count of wrong passwords in a row. A try is reserved in one statement before the password is looked at, so that at most three are verified between
/// resets under any concurrency (I-31; ASP.NET Core Identity's own counter lets dozens through). Numbers that nobody has are counted alike (I-37).
/// </summary>
internal sealed class SignInTries(AppSecrets secrets)
{
    private readonly byte[] _key = secrets.Derive("sign-in-tries");

    /// <summary>
    /// The row of a name for all browsers that are not known to it together: what they do to it leaves those that signed in before untouched. Numbers that
    /// nobody has are cleared after a while, a block of a real account never is.
    /// </summary>
    public string OfStrangers(string userName, bool exists) => Subject(exists ? AccountMark : UnknownMark, "strangers", userName);

    /// <summary>The row of a name for one known browser. Cleared once the browser is forgotten.</summary>
    public string OfDevice(string userName, string deviceHash) => Subject(DeviceMark, deviceHash, userName);

    public const char AccountMark = 'k', UnknownMark = 'u', DeviceMark = 'd';

    public static async Task<bool> IsBlockedAsync(AppDb db, string subject) =>
        await db.SignInTries.AnyAsync(x => x.Subject == subject && x.Failed >= AccessSettings.MaxTries);

    /// <summary>Counts a try as failed until it proves right. Gives its number (1 to 3), or null when the subject is blocked.</summary>
    /// <param name="accountId">Kept beside it for who helps; null for a number that nobody has, by the same statement.</param>
    public static async Task<int?> ReserveAsync(AppDb db, string subject, long? accountId, DateTimeOffset now)
    {
        var at = Instant(db, now);
        var reserved = await db.Database.SqlQuery<int>($"""
            INSERT INTO sign_in_tries (subject, account_id, failed, last_at) VALUES ({subject}, {accountId}, 1, {at})
            ON CONFLICT (subject) DO UPDATE SET failed = sign_in_tries.failed + 1, last_at = excluded.last_at WHERE sign_in_tries.failed < {AccessSettings.MaxTries}
            RETURNING failed AS "Value"
            """).ToListAsync();
        return reserved.Count == 0 ? null : reserved[0];
    }

    public static Task<int> ResetAsync(AppDb db, string subject) => db.SignInTries.Where(x => x.Subject == subject).ExecuteDeleteAsync();

    private string Subject(char mark, string deviceClass, string userName) =>
        $"{mark}{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{deviceClass}|{userName}")))}";

    /// <summary>As the column keeps it: statements by hand pass by the model's conversion.</summary>
    internal static object Instant(AppDb db, DateTimeOffset now) => db.Database.IsSqlite() ? now.ToUnixTimeMilliseconds() : now;
}
