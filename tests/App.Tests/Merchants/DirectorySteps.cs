using Guichet.App.Access;
using Guichet.App.Merchants.Directory;
using Guichet.App.Tests.Access;
using Guichet.Domain.Merchants;
using Guichet.Domain.Merchants.Profiles;
using static Guichet.App.Tests.Merchants.StaffSteps;

namespace Guichet.App.Tests.Merchants;

/// <summary>A merchant puts its points online, a customer looks for them.</summary>
internal static class DirectorySteps
{
    public const string Pins = AccessWorld.PointAccount, Musee = "10000652", Cimes = "10000661";

    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static readonly ProfileForm Form = new()
    {
        IsPublished = true, Name = "Hôtel de l'Étoile", Activities = ["Hotel", "Restaurant"], Description = "Au bord de l'eau", Street = "3 quai Valin", Postcode = "17000", Town = "La Rochelle",
        Phone = "05 46 00 06 53", WebAddress = "www.etoile.example", Opening = "Lundi\nMardi", Accepted = "Les nuitées", Accessibility = "De plain-pied",
    };

    public static async Task PublishAsync(this AccessWorld world, ProfileForm? form = null, string shopId = Pins, MerchantActor? actor = null) =>
        (await world.Get<EditProfile>().RunAsync(actor ?? Paul, shopId, form ?? Form, world.Now)).ShouldBeEmpty();

    /// <summary>Names of what is found.</summary>
    public static async Task<List<string>> FoundAsync(this AccessWorld world, string? search = null, Activity? activity = null) =>
        [.. (await world.Get<FindProfiles>().PageAsync(new DirectoryFilter(search, activity), null)).Lines.Select(line => line.Name)];

    public static async Task<string> CodeAsync(this AccessWorld world, string shopId = Pins, MerchantActor? actor = null) =>
        (await world.Get<ReadProfiles>().FindAsync(actor ?? Paul, shopId)).Value.State.EntryCode.ShouldNotBeNull();
}
