using Guichet.App.Merchants.Directory;
using Guichet.Domain.Merchants.Profiles;
using Guichet.Web.Access;

namespace Guichet.Web.Merchant.Profile;

/// <summary>Photos of profiles as files: to their merchant whatever their state, to everybody while they are published. Bytes of others: a picture, and nothing that runs.</summary>
public static class PictureFiles
{
    private const string Sandboxed = $"{Security.Policy}; sandbox";

    /// <summary>The address holds the version; a day, so that a photo that was taken away is not seen for a year.</summary>
    private const string KeptForADay = "public, max-age=86400, immutable";

    public static void MapPictures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mes-donnees/{shop:length(8)}/photo/fichier", OwnAsync).Needs(Permission.EditProfile);
        routes.MapGet("/app/annuaire/{entry:length(10)}/photo/{version:length(16)}", PublishedAsync).AllowAnonymous();
    }

    private static async Task<IResult> OwnAsync(string shop, HttpContext context, ReadProfiles profiles) =>
        (await profiles.PhotoAsync(context.Merchant(), shop)).TryGet(out var photo, out _) ? Answer(context, photo) : Results.NotFound();

    private static async Task<IResult> PublishedAsync(string entry, string version, HttpContext context, FindProfiles profiles)
    {
        if (!(await profiles.PhotoAsync(entry, version)).TryGet(out var photo, out _))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = KeptForADay;
        return Answer(context, photo);
    }

    private static IResult Answer(HttpContext context, StoredPhoto photo)
    {
        context.Response.Headers.ContentSecurityPolicy = Sandboxed;
        return Results.Bytes(photo.Content, Photo.ContentType(photo.Type));
    }
}
