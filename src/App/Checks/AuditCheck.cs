using System.Data.Common;
using System.Globalization;
using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Checks;

/// <summary>Walks the audit trail from its first line to where it ends: a line that is missing, changed, moved or inserted is named (I-51).</summary>
internal static class AuditCheck
{
    private const string Id = "I-51", Name = "the audit trail is whole, each line bound to the one before";

    public static async Task<CheckLine> RunAsync(AppDb db, DbTransaction snapshot, CancellationToken cancellation)
    {
        await db.Database.UseTransactionAsync(snapshot, cancellation);
        var (count, culprits) = (0L, new List<string>());
        void Culprit(string what)
        {
            count++;
            if (culprits.Count < LedgerCheck.MaxCulprits)
            {
                culprits.Add(what);
            }
        }

        var (last, hash) = (0L, AuditTrail.Origin);
        await foreach (var line in db.AuditEntries.AsNoTracking().OrderBy(x => x.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (line.Id != last + 1 || line.PreviousHash != hash || line.Hash != AuditTrail.Hash(line))
            {
                Culprit(line.Id.ToString(CultureInfo.InvariantCulture));
            }

            (last, hash) = (line.Id, line.Hash);
        }

        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(x => x.Id == AuditHeadRow.OnlyId, cancellation);
        if ((head?.LastId ?? 0, head?.Hash ?? AuditTrail.Origin) != (last, hash))
        {
            Culprit("end");
        }

        return new CheckLine(Id, Name, count, culprits);
    }
}
