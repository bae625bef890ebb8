using Guichet.Domain;

namespace Guichet.App.Access;

/// <summary>A signed-in merchant account, its scope and its rights: a signatory sees every point of the agreement, others the points that they were given.</summary>
/// <param name="Points">Null for all points of the agreement; otherwise these, and none when the list is empty.</param>
/// <param name="Name">First and last name.</param>
/// <param name="Address">Network address of the request.</param>
public sealed record MerchantActor(long AccountId, long AgreementId, IReadOnlyList<long>? Points, string Name, string? Address)
{
    /// <summary>No default: whoever makes an actor says what it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Of a cashier's captures; null for none.</summary>
    public Money? CaptureLimit { get; init; }

    public Trace Trace => new(ActorKind.Merchant, AccountId, Door.Portal, Address);

    /// <summary>The one point of an account that has one only; null where there may be a choice.</summary>
    public long? OnlyPointId => Points is [var only] ? only : null;

    /// <summary>Keys of two agreements never meet (I-11).</summary>
    internal string KeyScope => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a:{AgreementId}");

    public bool MaySee(long agreementId, long pointOfSaleId) => agreementId == AgreementId && Points?.Contains(pointOfSaleId) != false;

    public bool May(Permission permission) => RolePermissions.Allows(Role, permission);

    /// <summary>Null when it is allowed; else forbidden, with the right.</summary>
    public Refusal? Lacks(Permission permission) => RolePermissions.Check(Role, permission);

    /// <summary>For use cases that answer with no refusal, because whoever calls them has asked already.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody asked.</exception>
    internal void Demand(Permission permission)
    {
        if (!May(permission))
        {
            throw new UnauthorizedAccessException($"{Role} has no right to {permission}.");
        }
    }
}

/// <summary>A signed-in customer.</summary>
public sealed record CustomerActor(long AccountId, long CustomerId, string Name, string? Address)
{
    public Trace Trace => new(ActorKind.Customer, AccountId, Door.App, Address);
    internal string KeyScope => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c:{CustomerId}");
}
