using Guichet.Domain.Merchants.Profiles;

namespace Guichet.Web.Merchant.Profile;

/// <summary>The profile as its form sends it.</summary>
public static class ProfileBinder
{
    /// <summary>A tick more than may be chosen is enough to refuse them.</summary>
    private const int MostTicked = 32;

    public static ProfileForm Read(IFormCollection form) => new()
    {
        IsPublished = form["published"] == "yes",
        Name = form["name"],
        Activities = [.. form["activities"].Take(MostTicked).OfType<string>()],
        Description = form["description"],
        Street = form["street"],
        Postcode = form["postcode"],
        Town = form["town"],
        Phone = form["phone"],
        WebAddress = form["web"],
        Opening = form["opening"],
        Accepted = form["accepted"],
        Accessibility = form["accessibility"],
    };
}
