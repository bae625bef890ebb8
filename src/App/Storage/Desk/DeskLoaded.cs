using Guichet.Domain.Wallets;

namespace Guichet.App.Storage.Desk;

/// <summary>What the stores found for a group: the locked rows, and the keys that took effect before.</summary>
internal sealed class DeskLoaded
{
    private readonly Dictionary<long, List<VoucherPart>> _wallets = [];

    public DeskState State { get; } = new();

    /// <summary>Submits that took effect: content and payment (0 for none) by scope and key.</summary>
    public Dictionary<(string Scope, string Key), (string ContentHash, long PaymentId)> Keys { get; } = [];

    public bool HasWallet(long customerId) => _wallets.ContainsKey(customerId);

    /// <param name="isBlocked">One blocked row blocks the whole wallet: titles that arrive later have a row of their own.</param>
    public void AddWalletPart(long customerId, VoucherPart part, bool isBlocked)
    {
        if (!_wallets.TryGetValue(customerId, out var parts))
        {
            // The state keeps the same list: what is added to it afterwards is seen there.
            _wallets[customerId] = parts = [];
            State.Add(new Wallet(customerId, parts));
        }

        parts.Add(part);
        if (isBlocked)
        {
            State.Add(State.Wallet(customerId) with { IsBlocked = true });
        }
    }
}
