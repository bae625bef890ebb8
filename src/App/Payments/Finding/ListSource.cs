using System.Data.Common;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Finding;

/// <summary>An open connection for the statements of a list.</summary>
internal sealed class ListSource(AppDb db, DbTransaction? snapshot = null)
{
    public static async Task<ListSource> OpenAsync(AppDb db)
    {
        await db.Database.OpenConnectionAsync();
        return new ListSource(db);
    }

    public ListCommand Command() => new(db.Database.GetDbConnection(), db.Database.IsNpgsql(), snapshot);
}
