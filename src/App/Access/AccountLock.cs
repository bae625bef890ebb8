using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// Makes the rest of the caller's transaction alone with an account, or with an address that may have none: what is counted under it is still true when it is
/// written, however many ask at once and on however many servers. On SQLite a transaction is alone from its beginning.
/// </summary>
internal static class AccountLock
{
    public static Task TakeAsync(AppDb db, long accountId) =>
        db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync($"SELECT 1 FROM account WHERE id = {accountId} FOR UPDATE") : Task.CompletedTask;

    /// <summary>Two addresses that share a lock only wait for each other.</summary>
    public static Task TakeAsync(AppDb db, string address)
    {
        var key = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(address)));
        return db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})") : Task.CompletedTask;
    }
}
