using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Web.Merchant.Closing;

/// <summary>What is left of a payment and what was recorded, as shown.</summary>
public sealed record RemainderState(Payment Payment, IReadOnlyList<RemainderLine> Lines, DateTimeOffset Now)
{
    /// <summary>What was recorded and counts.</summary>
    public Money Recorded => Remainders.Recorded(Lines.Select(line => line.Record));

    /// <summary>Null when nothing is to be settled outside.</summary>
    public Money? Left => Remainders.Left(Payment, Lines.Select(line => line.Record));

    /// <summary>There is something to say about a rest.</summary>
    public bool IsShown => Left is not null || Lines.Count > 0;

    /// <summary>The customer got back what went through here; what was taken outside nobody but the merchant can give back.</summary>
    public bool IsToGiveBack => Payment.Received is null && Recorded.IsPositive;
}
