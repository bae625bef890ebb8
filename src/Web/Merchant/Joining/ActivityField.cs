namespace Guichet.Web.Merchant.Joining;

/// <summary>«Activité»: one of the families in which vouchers are taken.</summary>
/// <param name="Typed">As it was sent.</param>
public sealed record ActivityField(string? Typed, string? Error, bool IsRequired);
