using Guichet.App.Merchants.Directory;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Merchants;
using Guichet.Domain.Merchants.Profiles;

namespace Guichet.App.Demonstration;

/// <summary>What the merchants of the demonstration have put online, as their forms would have sent it.</summary>
internal static class DemonstrationProfiles
{
    private static readonly Dictionary<string, ProfileForm> Forms = new()
    {
        ["10000651"] = new()
        {
            IsPublished = true,
            Name = "Camping des Pins",
            Activities = [nameof(Activity.Camping), nameof(Activity.Rental)],
            Description = "Sous les pins, à huit minutes à pied de la plage. Cent vingt emplacements ombragés, une piscine chauffée et des mobil-homes pour quatre ou six.\nLe pain arrive chaque matin à l'accueil.",
            Street = "12 allée des Dunes",
            Postcode = "33120",
            Town = "Arcachon",
            Phone = "05 56 00 06 51",
            WebAddress = "https://camping-des-pins.example.org",
            Opening = "D'avril à octobre\nAccueil de 8h30 à 20h",
            Accepted = "L'emplacement, les locations et la piscine ; pas l'épicerie.",
            Accessibility = "Allées stabilisées, deux mobil-homes et un bloc sanitaire adaptés.",
        },
        ["10000652"] = new()
        {
            IsPublished = true,
            Name = "Musée de la Mer",
            Activities = [nameof(Activity.Museum), nameof(Activity.Zoo)],
            Description = "Vingt-quatre bassins, des phoques nourris deux fois par jour et une terrasse face à l'océan.",
            Street = "Esplanade du Rocher",
            Postcode = "64200",
            Town = "Biarritz",
            Phone = "05 59 00 06 52",
            WebAddress = "https://musee-de-la-mer.example.org/visiter",
            Opening = "Tous les jours de 9h30 à 19h\nEn juillet et août jusqu'à 22h",
            Accepted = "Les billets et les visites guidées ; pas la boutique.",
            Accessibility = "Ascenseur à tous les niveaux, boucle magnétique à la caisse.",
        },
        ["10000653"] = new()
        {
            IsPublished = true,
            Name = "Hôtel du Port",
            Activities = [nameof(Activity.Hotel), nameof(Activity.Restaurant)],
            Description = "Dix-huit chambres au-dessus du vieux port, et une salle où l'on mange ce que les bateaux ont rapporté le matin.",
            Street = "3 quai Valin",
            Postcode = "17000",
            Town = "La Rochelle",
            Phone = "05 46 00 06 53",
            WebAddress = "https://hotel-du-port.example.org",
            Opening = "Toute l'année, accueil de 7h à 23h\nRestaurant fermé le lundi",
            Accepted = "Les nuitées, la demi-pension et le restaurant.",
        },
        ["10000661"] = new()
        {
            IsPublished = true,
            Name = "Parc des Cimes",
            Activities = [nameof(Activity.AmusementPark), nameof(Activity.Sport), nameof(Activity.WaterAndMountain)],
            Description = "Onze parcours dans les mélèzes, de trois ans à l'âge où l'on n'ose plus, et une tyrolienne de quatre cents mètres face au mont Blanc.",
            Street = "Route des Praz",
            Postcode = "74400",
            Town = "Chamonix-Mont-Blanc",
            Phone = "04 50 00 06 61",
            Opening = "De mai à septembre, de 10h à 18h30\nDernier départ à 16h30",
            Accepted = "Les entrées et la location d'équipement.",
        },
        ["10000662"] = new()
        {
            IsPublished = true,
            Name = "Refuge des Cimes",
            Activities = [nameof(Activity.YouthStay), nameof(Activity.WaterAndMountain)],
            Description = "Trente-deux couchages à 1 950 mètres, soupe chaude à toute heure. On y monte à pied en deux heures depuis Argentière.",
            Street = "Sentier du Lognan",
            Postcode = "74400",
            Town = "Argentière",
            Opening = "De mi-juin à fin septembre",
            Accepted = "Les nuitées et les repas.",
        },
    };

    public static void Add(AppDb db, long pointId, string shopId, long signatoryId, DateTimeOffset now)
    {
        var facts = Forms[shopId].Check().Facts ?? throw new InvalidOperationException($"The profile of {shopId} would be refused.");
        var profile = EditProfile.NewRow(pointId);
        EditProfile.Fill(profile, facts);
        (profile.ChangedAt, profile.ChangedBy) = (now, signatoryId);
        if (typeof(DemonstrationProfiles).Assembly.GetManifestResourceStream($"{shopId}.jpg") is { } picture)
        {
            using var bytes = new MemoryStream();
            using (picture)
            {
                picture.CopyTo(bytes);
            }

            profile.PhotoVersion = ChangePhoto.VersionOf(bytes.ToArray());
            db.ProfilePhotos.Add(new ProfilePhotoRow { PointOfSaleId = pointId, Type = PhotoType.Jpeg, Content = bytes.ToArray() });
        }

        db.PublishedProfiles.Add(profile);
        db.ProfileWords.AddRange(EditProfile.WordsOf(pointId, facts));
    }
}
