namespace Guichet.App.Storage.Desk;

/// <summary>What the commands of a group need loaded; each id once.</summary>
/// <param name="Day">The Paris day (yyyyMMdd) of which the last suggested numbers are loaded.</param>
internal sealed record DeskNeeds(int Day)
{
    private readonly HashSet<(string Scope, string Key)> _keys = [];
    private readonly HashSet<long> _customerIds = [];
    private readonly HashSet<long> _paymentIds = [];
    private readonly HashSet<long> _pointOfSaleIds = [];

    public IReadOnlyCollection<(string Scope, string Key)> Keys => _keys;
    public IReadOnlySet<long> CustomerIds => _customerIds;
    public IReadOnlyCollection<long> PaymentIds => _paymentIds;
    public IReadOnlyCollection<long> PointOfSaleIds => _pointOfSaleIds;

    public static DeskNeeds Of(IReadOnlyList<DeskWaiter> waiters, int day)
    {
        var needs = new DeskNeeds(day);
        foreach (var waiter in waiters)
        {
            needs.Add(waiter.Command);
        }

        return needs;
    }

    private void Add(DeskCommand command)
    {
        if (command.Key is { } key)
        {
            _keys.Add((key.Scope, key.Key));
        }

        if (command.CustomerId is { } customerId)
        {
            _customerIds.Add(customerId);
        }

        if (command.PaymentId is { } paymentId)
        {
            _paymentIds.Add(paymentId);
        }

        if (command.SuggestsForPointOfSaleId is { } pointOfSaleId)
        {
            _pointOfSaleIds.Add(pointOfSaleId);
        }
    }
}
