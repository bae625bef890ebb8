using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Directory;

/// <summary>Bytes of a photo, with what they are.</summary>
public sealed record StoredPhoto(PhotoType Type, byte[] Content);

/// <summary>How the profile of a point stands.</summary>
/// <param name="EntryCode">Null where nothing was saved yet.</param>
public sealed record ProfileState(string? EntryCode, bool IsPublished, string? PhotoVersion, DateTimeOffset? ChangedAt, string? ChangedBy);

/// <summary>A point with its profile as its merchant edits it.</summary>
/// <param name="Form">What was saved last; of a point without a profile, what is known of it.</param>
/// <param name="Stopped">Suspended by the issuer, or closed: nobody sees it in the directory meanwhile.</param>
public sealed record OwnProfile(PointOfSale Point, ProfileForm Form, ProfileState State, bool Stopped);

/// <summary>«Mes données mises en ligne» as the merchant sees them.</summary>
public sealed class ReadProfiles
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadProfiles(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>By Shop ID. Refuses not_found.</summary>
    public async Task<Result<OwnProfile>> FindAsync(MerchantActor actor, string shopId)
    {
        actor.Demand(Permission.EditProfile);
        await using var db = await _databases.CreateDbContextAsync();
        var found = await (from point in MerchantPoints.Seen(db, actor).Where(p => p.ShopId == shopId)
                           join agreement in db.Agreements on point.AgreementId equals agreement.Id
                           from profile in db.PublishedProfiles.Where(x => x.PointOfSaleId == point.Id).DefaultIfEmpty()
                           from account in db.Accounts.Where(a => profile != null && a.Id == profile.ChangedBy).DefaultIfEmpty()
                           select new
                           {
                               Point = point,
                               Profile = profile,
                               agreement.Activity,
                               Stopped = point.ClosedAt != null || point.SuspendedAt != null || agreement.SuspendedAt != null,
                               By = account == null ? null : account.FirstName + " " + account.LastName,
                           }).AsNoTracking().SingleOrDefaultAsync();
        return found is null ? RefusalCode.NotFound : new OwnProfile(
            new PointOfSale(found.Point.Id, found.Point.ShopId, found.Point.Name, found.Point.Town) { IsClosed = found.Point.ClosedAt is not null },
            found.Profile is null ? Suggested(found.Point, found.Activity) : FormOf(found.Profile),
            new ProfileState(found.Profile?.EntryCode, found.Profile?.IsPublished == true, found.Profile?.PhotoVersion, found.Profile?.ChangedAt, found.By), found.Stopped);
    }

    /// <summary>Whether each of these points is in the directory; one without a profile is not there.</summary>
    public async Task<IReadOnlyDictionary<long, bool>> StatesAsync(MerchantActor actor, IReadOnlyCollection<long> pointIds)
    {
        actor.Demand(Permission.EditProfile);
        await using var db = await _databases.CreateDbContextAsync();
        var seen = MerchantPoints.Seen(db, actor).Where(p => pointIds.Contains(p.Id)).Select(p => p.Id);
        return await db.PublishedProfiles.Where(x => seen.Contains(x.PointOfSaleId)).ToDictionaryAsync(x => x.PointOfSaleId, x => x.IsPublished);
    }

    /// <summary>The photo of an own point, published or not. Refuses not_found.</summary>
    public async Task<Result<StoredPhoto>> PhotoAsync(MerchantActor actor, string shopId)
    {
        actor.Demand(Permission.EditProfile);
        await using var db = await _databases.CreateDbContextAsync();
        var points = MerchantPoints.Seen(db, actor).Where(p => p.ShopId == shopId).Select(p => p.Id);
        var photo = await db.ProfilePhotos.Where(x => points.Contains(x.PointOfSaleId)).Select(x => new StoredPhoto(x.Type, x.Content)).SingleOrDefaultAsync();
        return photo is null ? RefusalCode.NotFound : photo;
    }

    private static ProfileForm Suggested(PointOfSaleRow point, string? activity) => new() { Name = point.Name, Town = point.Town, Activities = activity is null ? [] : [activity] };

    private static ProfileForm FormOf(PublishedProfileRow x) => new()
    {
        IsPublished = x.IsPublished,
        Name = x.Name,
        Activities = x.Activities.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Description = x.Description,
        Street = x.Street,
        Postcode = x.Postcode,
        Town = x.Town,
        Phone = x.Phone,
        WebAddress = x.WebAddress,
        Opening = x.Opening,
        Accepted = x.Accepted,
        Accessibility = x.Accessibility,
    };
}
