using Guichet.Domain.Payments;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>The progress bar: four named steps, by path and channel.</summary>
/// <param name="Current">1 to 4.</param>
public sealed record Steps(PaymentPath Path, bool ByCode, int Current)
{
    /// <summary>Keys of the four names.</summary>
    public IReadOnlyList<string> Names => ["step.choice", $"step.request.{Path}", ByCode ? "step.code" : "step.confirmation", "step.detail"];
}
