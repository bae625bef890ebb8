using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Storage.Desk;

/// <summary>The locked rows of a group, as the commands decided so far have left them.</summary>
internal sealed class DeskState
{
    private readonly Dictionary<long, Payment> _payments = [];
    private readonly Dictionary<long, Wallet> _wallets = [];
    private readonly Dictionary<(long PointOfSaleId, int Day), int> _lastSequences = [];

    public void Add(Payment payment) => _payments[payment.Id] = payment;
    public void Add(Wallet wallet) => _wallets[wallet.CustomerId] = wallet;
    public void AddLastSequence(long pointOfSaleId, int day, int sequence) => _lastSequences[(pointOfSaleId, day)] = sequence;

    /// <summary>Null when there is no such payment.</summary>
    public Payment? Payment(long id) => _payments.GetValueOrDefault(id);

    /// <summary>A customer without titles has an empty wallet.</summary>
    public Wallet Wallet(long customerId) => _wallets.GetValueOrDefault(customerId) ?? new Wallet(customerId, []);

    /// <summary>The next free number of the suggested form for a point and day (yyyyMMdd).</summary>
    public int NextSequence(long pointOfSaleId, int day) => _lastSequences.GetValueOrDefault((pointOfSaleId, day)) + 1;

    /// <summary>What the next commands of the group will see.</summary>
    public void Apply(DeskDecision decision)
    {
        if (decision.After is { } payment)
        {
            Add(payment);
            if (SuggestedReference.Read(payment.Details.OrderReference) is { } reference)
            {
                var key = (payment.PointOfSaleId, reference.Day);
                _lastSequences[key] = Math.Max(_lastSequences.GetValueOrDefault(key), reference.Sequence);
            }
        }

        if (decision.WalletId is { } customerId)
        {
            Add(Wallet(customerId).With(decision.WalletChanges));
        }
    }
}
