using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants;

/// <summary>Changes of one agreement's people and points come one after the other: what is counted before a write is still true when it is written.</summary>
internal static class AgreementTurn
{
    /// <summary>In the caller's transaction, until it ends. A write that changes nothing takes the row's lock on both databases.</summary>
    public static Task TakeAsync(AppDb db, long agreementId) =>
        db.Agreements.Where(a => a.Id == agreementId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, a => a.Name));
}
