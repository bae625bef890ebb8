using Guichet.App.Merchants.People;
using Guichet.Domain;

namespace Guichet.Web.Merchant.People;

/// <summary>The form of a person as it arrives, and as it is filled for somebody known.</summary>
public static class PersonInput
{
    public static PersonForm Read(IFormCollection form) => new()
    {
        RoleName = form["role"],
        FirstName = form["first"],
        LastName = form["last"],
        Email = form["email"],
        AllPoints = form["all"] == "yes",
        ShopIds = [.. form["points"].OfType<string>().Distinct()],
        CaptureLimit = form["limit"],
        LastDay = form["last_day"],
    };

    public static PersonForm Of(Person person) => new()
    {
        RoleName = PersonForm.Roles.FirstOrDefault(role => role.Value == person.Role).Name,
        FirstName = person.FirstName,
        LastName = person.LastName,
        Email = person.Email,
        AllPoints = person.AllPoints,
        ShopIds = [.. person.Points.Select(point => point.ShopId)],
        CaptureLimit = person.CaptureLimit is { } limit ? MoneyText.Number(limit) : null,
        LastDay = person.LastDay is { } day ? DayText.Field(day) : null,
    };
}
