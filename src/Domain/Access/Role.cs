namespace Guichet.Domain.Access;

/// <summary>What a person is here. What that allows stands in <see cref="RolePermissions"/>.</summary>
public enum Role
{
    /// <summary>Signed the agreement: every point, and the people.</summary>
    Signatory = 1,

    /// <summary>The account of one point of sale, shared at its till.</summary>
    PointAccount = 2,

    /// <summary>A person with some of the points.</summary>
    Manager = 3,

    /// <summary>A person who collects at some of the points.</summary>
    Cashier = 4,

    Customer = 5,

    /// <summary>The issuer's.</summary>
    Operator = 6,
}
