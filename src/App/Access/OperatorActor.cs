namespace Guichet.App.Access;

/// <summary>A signed-in operator of the issuer: sees every agreement and every customer, and leaves a line in the audit trail with each change.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Address">Network address of the request.</param>
public sealed record OperatorActor(long AccountId, string Name, string? Address);
