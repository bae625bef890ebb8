using Guichet.App.Access;

namespace Guichet.Web.Merchant.Account;

/// <param name="Name">Ends the key of its text, «nav.people».</param>
/// <param name="Needs">Who lacks it sees no way there.</param>
public sealed record AccountRoom(string Name, string Address, Permission Needs);

/// <summary>The rooms of «Mon compte», in the order of its navigation.</summary>
public static class AccountRooms
{
    public static readonly IReadOnlyList<AccountRoom> All =
    [
        new("overview", "/compte", Permission.ManageOwnAccess),
        new("people", "/compte/personnes", Permission.ManagePeople),
        new("points", "/compte/points", Permission.ManagePoints),
        new("details", "/compte/coordonnees", Permission.ManageAgreement),
        new("bank", "/compte/banque", Permission.ManageAgreement),
        new("access", "/compte/acces", Permission.ManageOwnAccess),
    ];

    public static IEnumerable<AccountRoom> Of(MerchantActor actor) => All.Where(room => actor.May(room.Needs));
}
