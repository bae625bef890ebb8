namespace Guichet.Domain.Merchants;

/// <summary>What a merchant offers: the families of tourism and leisure in which vouchers are taken. Stored by its name: never rename.</summary>
public enum Activity
{
    Hotel,
    Camping,
    HolidayVillage,
    Rental,
    Restaurant,
    TravelAgency,
    Transport,
    Museum,
    Show,
    AmusementPark,
    Zoo,
    Sport,
    WaterAndMountain,
    Wellness,
    YouthStay,
    Other,
}

public static class Activities
{
    /// <summary>By its stored name; null for anything else.</summary>
    public static Activity? Of(string? name) => Enum.GetValues<Activity>().Where(activity => activity.ToString() == name).Select(activity => (Activity?)activity).SingleOrDefault();
}
