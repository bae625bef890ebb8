using System.Collections.Frozen;

namespace Guichet.Domain.Access;

/// <summary>Role × permission: the one table. What does not stand here is denied.</summary>
public static class RolePermissions
{
    private static readonly Permission[] OfTill =
        [Permission.SeePayments, Permission.Collect, Permission.Capture, Permission.RecordRemainder, Permission.WriteNotes, Permission.ManageOwnAccess];

    private static readonly Permission[] OfPoint = [.. OfTill, Permission.Cancel, Permission.Export, Permission.CloseDay];

    public static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, FrozenSet<Permission>>
    {
        [Role.Signatory] = Set(OfPoint, Permission.EditProfile, Permission.ManagePeople, Permission.ManagePoints, Permission.ManageAgreement),
        [Role.PointAccount] = Set(OfPoint),
        [Role.Manager] = Set(OfPoint, Permission.EditProfile),
        [Role.Cashier] = Set(OfTill),
        [Role.Customer] = Set([Permission.Pay, Permission.ManageOwnWallet]),
        [Role.Operator] = Set([Permission.UseConsole, Permission.EditNotice, Permission.DecideApplications, Permission.SuspendMerchants, Permission.CreditCustomers,
            Permission.UnblockAccounts, Permission.BlockWallets]),
    }.ToFrozenDictionary();

    public static bool Allows(Role role, Permission permission) => Table.TryGetValue(role, out var allowed) && allowed.Contains(permission);

    /// <summary>Null when the role allows it; else forbidden, naming the right that is missing.</summary>
    public static Refusal? Check(Role role, Permission permission) => Allows(role, permission) ? null : new Refusal(RefusalCode.Forbidden, permission);

    /// <summary>
    /// A capture, of which a cashier may be given only small ones. What counts is what the customer paid: validating less gives the rest back, which is not a
    /// cashier's to do with a large payment either.
    /// </summary>
    /// <param name="limit">Null for none. Nobody but a cashier has one.</param>
    public static Refusal? CheckCapture(Role role, Money? limit, Money paid) => Check(role, Permission.Capture)
        ?? (role == Role.Cashier && limit is { } most && paid.Cents > most.Cents ? new Refusal(RefusalCode.Forbidden, Permission.Capture, most) : null);

    private static FrozenSet<Permission> Set(Permission[] some, params Permission[] more) => some.Concat(more).ToFrozenSet();
}
