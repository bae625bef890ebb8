using Guichet.App.Merchants.People;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.People;

/// <summary>What is said of somebody in one line.</summary>
public sealed class PersonWords(IStringLocalizer<PeoplePages> texts)
{
    /// <summary>«Camping des Pins · Musée de la Mer», «12 points d'accueil», «Tous les points d'accueil».</summary>
    public string Points(Person person) =>
        person.AllPoints ? texts["points.all"]
        : person.PointCount == 0 ? texts["points.none"]
        : person.Points.Count == person.PointCount && person.PointCount <= ReadPeople.NamedPoints ? string.Join(" · ", person.Points.Select(point => point.Name))
        : texts["points.count", person.PointCount];

    /// <summary>«400 000 012»: in groups of three from the left, as it is read aloud; spaces do not count when it is typed.</summary>
    public static string Number(string number) => number.Length == SignInNumber.PersonalLength ? string.Join('\u00A0', number.Chunk(3).Select(part => new string(part))) : number;

    public static (string Look, string Icon) LookOf(PersonState state) => state switch
    {
        PersonState.Active => ("captured", "tick"),
        PersonState.Invited => ("awaiting-customer", "mail"),
        PersonState.Ended => ("expired", "calendar"),
        _ => ("canceled", "lock"),
    };
}
