using Guichet.Domain.Payments;

namespace Guichet.App.Live;

/// <summary>A payment that changed, after the commit: enough to know who should look again, not what to show.</summary>
/// <param name="PayerId">The customer who paid.</param>
/// <param name="AddresseeId">The customer who was asked.</param>
public sealed record PaymentChange(
    long Id, string Number, int Version, PaymentStatus Status, long PointOfSaleId, long AgreementId, long? PayerId, long? AddresseeId);

/// <summary>
/// Who is told which payments changed. It never blocks the desk: a subscriber who does not keep up gets «refresh» instead of what it missed.
/// A hint, never the truth: whoever is told reads the payment again, and asks by itself from time to time.
/// </summary>
public sealed class PaymentFeed
{
    private readonly Lock _gate = new();
    private readonly HashSet<PaymentSubscription> _all = [];
    private readonly Dictionary<string, HashSet<PaymentSubscription>> _byNumber = [];
    private readonly Dictionary<long, HashSet<PaymentSubscription>> _byPoint = [];
    private readonly Dictionary<long, HashSet<PaymentSubscription>> _byAgreement = [];
    private readonly Dictionary<long, HashSet<PaymentSubscription>> _byCustomer = [];

    /// <summary>Dispose what you get, or it is kept for ever.</summary>
    public PaymentSubscription ToPayment(string number) => Add(_byNumber, [number]);

    /// <summary>Payments of any of the points of sale.</summary>
    public PaymentSubscription ToPointsOfSale(params IReadOnlyCollection<long> pointOfSaleIds) => Add(_byPoint, pointOfSaleIds);

    /// <summary>Payments of all points of an agreement, also of those that it gets later.</summary>
    public PaymentSubscription ToAgreement(long agreementId) => Add(_byAgreement, [agreementId]);

    /// <summary>Payments that a customer paid or is asked for.</summary>
    public PaymentSubscription ToCustomer(long customerId) => Add(_byCustomer, [customerId]);

    internal int Subscribers
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    internal void Publish(IReadOnlyList<PaymentChange> changes)
    {
        lock (_gate)
        {
            for (var i = 0; _all.Count > 0 && i < changes.Count; i++)
            {
                var change = changes[i];
                Tell(_byNumber, change.Number, change);
                Tell(_byPoint, change.PointOfSaleId, change);
                Tell(_byAgreement, change.AgreementId, change);
                if (change.PayerId is { } payer)
                {
                    Tell(_byCustomer, payer, change);
                }

                if (change.AddresseeId is { } addressee && addressee != change.PayerId)
                {
                    Tell(_byCustomer, addressee, change);
                }
            }
        }
    }

    /// <summary>Something may have been missed: everybody looks again.</summary>
    internal void RefreshAll()
    {
        lock (_gate)
        {
            foreach (var subscription in _all)
            {
                subscription.TellRefresh();
            }
        }
    }

    private static void Tell<TKey>(Dictionary<TKey, HashSet<PaymentSubscription>> index, TKey key, PaymentChange change)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Tell(change);
            }
        }
    }

    private PaymentSubscription Add<TKey>(Dictionary<TKey, HashSet<PaymentSubscription>> index, IReadOnlyCollection<TKey> keys)
        where TKey : notnull
    {
        var subscription = new PaymentSubscription(leaving => Remove(index, keys, leaving));
        lock (_gate)
        {
            _all.Add(subscription);
            foreach (var key in keys)
            {
                (index.TryGetValue(key, out var present) ? present : index[key] = []).Add(subscription);
            }
        }

        return subscription;
    }

    private void Remove<TKey>(Dictionary<TKey, HashSet<PaymentSubscription>> index, IReadOnlyCollection<TKey> keys, PaymentSubscription leaving)
        where TKey : notnull
    {
        lock (_gate)
        {
            _all.Remove(leaving);
            foreach (var key in keys)
            {
                if (index.TryGetValue(key, out var present) && present.Remove(leaving) && present.Count == 0)
                {
                    index.Remove(key);
                }
            }
        }
    }
}
