namespace Guichet.Web.Merchant.Operations;

/// <summary>How many exports run at once on this server. Each holds a connection and a snapshot of the database until its reader has all of it.</summary>
public sealed class ExportPlaces
{
    public const int AtOnce = 6;

    /// <summary>So that one merchant leaves places to the others.</summary>
    public const int PerAgreement = 2;

    private readonly Lock _lock = new();
    private readonly List<long> _taken = [];

    public bool TryTake(long agreementId)
    {
        lock (_lock)
        {
            if (_taken.Count >= AtOnce || _taken.Count(taken => taken == agreementId) >= PerAgreement)
            {
                return false;
            }

            _taken.Add(agreementId);
            return true;
        }
    }

    public void GiveBack(long agreementId)
    {
        lock (_lock)
        {
            _taken.Remove(agreementId);
        }
    }
}
