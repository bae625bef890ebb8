using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Mailed links: of a new password, of a new address.</summary>
internal static class OneTimeLinks
{
    /// <summary>
    /// All that an account still has, in the caller's commit. With every change after which nobody else shall be in: a link that somebody asked for before would
    /// let him in again.
    /// </summary>
    public static Task<int> UseUpAsync(AppDb db, long accountId, DateTimeOffset now) =>
        db.OneTimeLinks.Where(x => x.AccountId == accountId && x.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now));
}
