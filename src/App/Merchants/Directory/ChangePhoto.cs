using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Directory;

/// <summary>The photo of a profile: put there, replaced, taken away. Apart from the texts, so that neither waits for a mistake in the other.</summary>
public sealed class ChangePhoto
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ChangePhoto(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses forbidden, photo_too_large, photo_invalid, and not_found: also for a point whose texts were never saved.</summary>
    /// <param name="content">Its bytes as they are: nothing is taken out of a picture, and nothing put in (docs/decisions/0029). Null takes the present one away.</param>
    /// <returns>Null when it is done.</returns>
    public async Task<Refusal?> RunAsync(MerchantActor actor, string shopId, byte[]? content, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.EditProfile) is { } forbidden)
        {
            return forbidden;
        }

        Photo? photo = null;
        if (content is not null && !Photo.Read(content).TryGet(out photo, out var refusal))
        {
            return refusal;
        }

        var at = ParisCalendar.Truncate(now);
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        var points = MerchantPoints.Seen(db, actor).Where(p => p.ShopId == shopId).Select(p => p.Id);
        if (await db.PublishedProfiles.SingleOrDefaultAsync(x => points.Contains(x.PointOfSaleId)) is not { } profile)
        {
            return new Refusal(RefusalCode.NotFound);
        }

        await db.ProfilePhotos.Where(x => x.PointOfSaleId == profile.PointOfSaleId).ExecuteDeleteAsync();
        profile.PhotoVersion = content is null ? null : VersionOf(content);
        (profile.ChangedAt, profile.ChangedBy) = (at, actor.AccountId);
        if (photo is not null)
        {
            db.ProfilePhotos.Add(new ProfilePhotoRow { PointOfSaleId = profile.PointOfSaleId, Type = photo.Type, Content = content! });
        }

        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.ProfilePhotoChanged, AuditSubject.Point(actor.AgreementId, profile.PointOfSaleId), at);
        await transaction.CommitAsync();
        return null;
    }

    internal static string VersionOf(byte[] photo) => Convert.ToHexStringLower(SHA256.HashData(photo))[..16];
}
