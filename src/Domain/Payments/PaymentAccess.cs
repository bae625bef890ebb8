namespace Guichet.Domain.Payments;

/// <summary>Who may pay: the addressed customer only, or, where nobody is addressed, the signed-in bearer of the link.</summary>
public static class PaymentAccess
{
    /// <param name="tokenHash">Of the link that the customer came by; null when it came from the list of waiting requests.</param>
    public static bool MayPay(Payment payment, long customerId, string? tokenHash) =>
        payment.Addressee.CustomerId is { } addressed ? addressed == customerId
        : payment.PayerId is { } payer && payer == customerId || (tokenHash is not null && tokenHash == payment.TokenHash);
}
