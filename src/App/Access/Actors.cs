namespace Guichet.App.Access;

/// <summary>A signed-in merchant account and its scope: a signatory sees every point of the agreement, a point account its own.</summary>
/// <param name="PointOfSaleId">Null for a signatory.</param>
/// <param name="Name">First and last name.</param>
/// <param name="Address">Network address of the request.</param>
public sealed record MerchantActor(long AccountId, long AgreementId, long? PointOfSaleId, string Name, string? Address)
{
    public Trace Trace => new(ActorKind.Merchant, AccountId, Door.Portal, Address);

    /// <summary>Keys of two agreements never meet (I-11).</summary>
    internal string KeyScope => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a:{AgreementId}");

    public bool MaySee(long agreementId, long pointOfSaleId) => agreementId == AgreementId && (PointOfSaleId is null || PointOfSaleId == pointOfSaleId);
}

/// <summary>A signed-in customer.</summary>
public sealed record CustomerActor(long AccountId, long CustomerId, string Name, string? Address)
{
    public Trace Trace => new(ActorKind.Customer, AccountId, Door.App, Address);
    internal string KeyScope => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c:{CustomerId}");
}
