using Guichet.App.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage.Mapping;

/// <summary>A list that an account comes back to: what stands in its address. The slot is its number within the account, so that the key itself bounds how many there are.</summary>
internal sealed class SavedViewRow
{
    public long AccountId { get; init; }
    public int Slot { get; init; }
    public required string Name { get; set; }

    /// <summary>As the page wrote it: «statut=valide&amp;periode=mois».</summary>
    public required string Query { get; set; }
}

internal static class SavedViewMapping
{
    public static void Apply(ModelBuilder builder) => builder.Entity<SavedViewRow>(view =>
    {
        view.ToTable("saved_view").HasKey(x => new { x.AccountId, x.Slot });
        view.Property(x => x.Slot).ValueGeneratedNever();
        view.Property(x => x.Name).HasMaxLength(SavedViews.MaxName);
        view.Property(x => x.Query).HasMaxLength(SavedViews.MaxQuery);
        view.HasIndex(x => new { x.AccountId, x.Name }).IsUnique();
        view.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Cascade);
    });
}
