using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Directory;

/// <summary>What a customer looks for.</summary>
/// <param name="Search">Beginnings of words of a name, a town or a postcode, all of them; as typed.</param>
public sealed record DirectoryFilter(string? Search = null, Activity? Activity = null)
{
    public const int MaxSearch = 80;

    /// <summary>What follows is not looked for.</summary>
    internal const int MaxWords = 6;

    public bool IsEmpty => Search is null && Activity is null;
}

/// <summary>Behind which entry a page begins.</summary>
public sealed record DirectoryPosition(string SortName, long Id);

/// <summary>A profile in a list.</summary>
public sealed record DirectoryLine(string EntryCode, string Name, IReadOnlyList<Activity> Activities, string Postcode, string Town, string? PhotoVersion);

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record DirectoryPage(IReadOnlyList<DirectoryLine> Lines, DirectoryPosition? Next);

/// <summary>A profile as customers read it.</summary>
public sealed record DirectoryEntry(
    string EntryCode, string Name, IReadOnlyList<Activity> Activities, string? Description, string? Street, string Postcode, string Town, string? Phone, string? WebAddress,
    string? Opening, string? Accepted, string? Accessibility, string? PhotoVersion);

/// <summary>
/// «Où utiliser mes chèques», for everybody: the published profiles of points that collect. One statement a page, however many profiles there are: words are
/// ranges of an index, and pages follow the order of another.
/// </summary>
public sealed class FindProfiles
{
    public const int PageSize = 20;

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindProfiles(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>In the order of their names.</summary>
    public async Task<DirectoryPage> PageAsync(DirectoryFilter filter, DirectoryPosition? after)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var found = Visible(db);
        if (after is { SortName: var name, Id: var id })
        {
            // The first half is what both databases can begin the walk of the index at.
            found = found.Where(x => x.SortName.CompareTo(name) >= 0 && (x.SortName.CompareTo(name) > 0 || x.PointOfSaleId > id));
        }

        foreach (var word in FoldedText.Words(filter.Search, DirectoryFilter.MaxWords))
        {
            var (from, before) = ProfileWords.Range(word);
            found = found.Where(x => db.ProfileWords.Where(w => w.Word.CompareTo(from) >= 0 && w.Word.CompareTo(before) < 0).Select(w => w.PointOfSaleId).Contains(x.PointOfSaleId));
        }

        if (filter.Activity is { } activity)
        {
            var word = ProfileWords.Of(activity);
            found = found.Where(x => db.ProfileWords.Where(w => w.Word == word).Select(w => w.PointOfSaleId).Contains(x.PointOfSaleId));
        }

        var rows = await found.OrderBy(x => x.SortName).ThenBy(x => x.PointOfSaleId).Take(PageSize + 1)
            .Select(x => new { x.PointOfSaleId, x.SortName, x.EntryCode, x.Name, x.Activities, x.Postcode, x.Town, x.PhotoVersion }).ToListAsync();
        var shown = rows.Take(PageSize).ToList();
        return new DirectoryPage([.. shown.Select(x => new DirectoryLine(x.EntryCode, x.Name, Read(x.Activities), x.Postcode, x.Town, x.PhotoVersion))],
            rows.Count > PageSize ? new DirectoryPosition(shown[^1].SortName, shown[^1].PointOfSaleId) : null);
    }

    /// <summary>Refuses not_found: also what is not published any more, and a point that does not collect.</summary>
    public async Task<Result<DirectoryEntry>> FindAsync(string entryCode)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Visible(db).AsNoTracking().SingleOrDefaultAsync(x => x.EntryCode == entryCode) is not { } x ? RefusalCode.NotFound
            : new DirectoryEntry(x.EntryCode, x.Name, Read(x.Activities), x.Description, x.Street, x.Postcode, x.Town, x.Phone, x.WebAddress, x.Opening, x.Accepted, x.Accessibility, x.PhotoVersion);
    }

    /// <summary>The photo in this version. Refuses not_found, as <see cref="FindAsync"/>.</summary>
    public async Task<Result<StoredPhoto>> PhotoAsync(string entryCode, string version)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var points = Visible(db).Where(x => x.EntryCode == entryCode && x.PhotoVersion == version).Select(x => x.PointOfSaleId);
        var photo = await db.ProfilePhotos.Where(x => points.Contains(x.PointOfSaleId)).Select(x => new StoredPhoto(x.Type, x.Content)).SingleOrDefaultAsync();
        return photo is null ? RefusalCode.NotFound : photo;
    }

    private static IQueryable<PublishedProfileRow> Visible(AppDb db) => db.PublishedProfiles.Where(x => x.IsPublished
        && db.PointsOfSale.Any(p => p.Id == x.PointOfSaleId && p.ClosedAt == null && p.SuspendedAt == null && db.Agreements.Any(a => a.Id == p.AgreementId && a.SuspendedAt == null)));

    private static Activity[] Read(string stored) => [.. stored.Split(' ').Select(Activities.Of).OfType<Activity>()];
}
