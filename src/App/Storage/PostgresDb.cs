using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage;

/// <summary>PostgreSQL keeps instants as timestamptz.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // By its bytes whatever the database's own collation is: the list pages through this order, and the beginning of a text is a range of the index.
        builder.Entity<PaymentRow>().Property(x => x.OrderReference).UseCollation("C");
        builder.Entity<PublishedProfileRow>().Property(x => x.SortName).UseCollation("C");
        builder.Entity<ProfileWordRow>().Property(x => x.Word).UseCollation("C");
    }
}
