using Guichet.App.Merchants.Directory;
using Guichet.Domain;
using Guichet.Domain.Merchants.Profiles;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Profile;

/// <summary>The photo of one point: another form than the texts, so that a mistake in one does not lose the other.</summary>
[Needs(Permission.EditProfile)]
[RequestSizeLimit(MaxFormBytes), RequestFormLimits(MultipartBodyLengthLimit = MaxFormBytes)]
public sealed class PictureModel(ReadProfiles profiles, ChangePhoto change, Sentences sentences, TimeProvider clock) : OwnProfilePage(profiles, sentences)
{
    /// <summary>The button that takes the photo away.</summary>
    public const string Remove = "remove";

    public const string FileName = "photo";

    /// <summary>A photo that is a little too large is answered by a sentence, one that is much too large by the server.</summary>
    private const int MaxFormBytes = 4 * Photo.MaxBytes;

    public IActionResult OnGet() => Own.State.EntryCode is null ? Redirect(ProfileLinks.Of(Own.Point)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var removes = Request.Form.ContainsKey(Remove);
        var file = removes ? null : Request.Form.Files.GetFile(FileName);
        if (!removes && file is not { Length: > 0 })
        {
            return Refuse(new Refusal(RefusalCode.TextMissing) { Field = FileName });
        }

        if (file is { Length: > Photo.MaxBytes })
        {
            return Refuse(new Refusal(RefusalCode.PhotoTooLarge, Photo.MaxMegabytes));
        }

        return await change.RunAsync(Actor, Own.Point.ShopId, file is null ? null : await BytesAsync(file), clock.GetUtcNow()) is { } refusal ? Refuse(refusal)
            : Redirect(ProfileLinks.After(Own.Point, removes ? ProfileLinks.NoPhoto : ProfileLinks.Photo));
    }

    private static async Task<byte[]> BytesAsync(IFormFile file)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content);
        return content;
    }
}
