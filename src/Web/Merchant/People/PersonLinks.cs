using Guichet.App.Merchants.People;

namespace Guichet.Web.Merchant.People;

/// <summary>Addresses about people; a person's is the number by which one signs in.</summary>
public static class PersonLinks
{
    public const string List = "/compte/personnes";
    public const string New = $"{List}/nouvelle";

    /// <summary>After something was done, the page of the person says it.</summary>
    public const string DoneName = "fait";

    public const string Created = "cree", Saved = "enregistre", Invited = "lettre", SwitchedOn = "reactive", SwitchedOff = "desactive";
    public static readonly IReadOnlyList<string> Done = [Created, Saved, Invited, SwitchedOn, SwitchedOff];

    public static string Of(string number) => $"{List}/{number}";
    public static string Of(Person person) => Of(person.Number);
    public static string Of(Person person, string done) => $"{Of(person)}?{DoneName}={done}";
    public static string Status(Person person) => $"{Of(person)}/statut";
    public static string Invitation(Person person) => $"{Of(person)}/invitation";
}
