using Guichet.Domain;

namespace Guichet.App.Storage.Mapping;

/// <summary>A point that an account of a manager or cashier was given.</summary>
internal sealed class AccountPointRow
{
    public long AccountId { get; init; }
    public long PointOfSaleId { get; init; }
}

/// <summary>What follows from the row of an account alone.</summary>
internal static class AccountRules
{
    public static Role RoleOf(AccountKind kind) => kind switch
    {
        AccountKind.Signatory => Role.Signatory,
        AccountKind.PointOfSale => Role.PointAccount,
        AccountKind.Manager => Role.Manager,
        AccountKind.Cashier => Role.Cashier,
        AccountKind.Customer => Role.Customer,
        AccountKind.Operator => Role.Operator,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>Neither switched off nor past the last day, in Paris, which counts whole.</summary>
    public static bool IsOpen(DateTimeOffset? disabledAt, DateOnly? lastDay, DateTimeOffset now) =>
        disabledAt is null && (lastDay is not { } last || ParisCalendar.DayOf(now) <= last);

    /// <summary>Merchants have them beside the authenticator app, whose recovery codes help when a device is lost; customers have the code and the password.</summary>
    public static bool MayHavePasskeys(this AccountRow account) => account.TwoFactorEnabled || account.Kind == AccountKind.Customer;

    public static bool IsOpen(this AccountRow account, DateTimeOffset now) => IsOpen(account.DisabledAt, account.LastDay, now);
}
