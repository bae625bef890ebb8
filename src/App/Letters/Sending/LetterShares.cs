namespace Guichet.App.Letters.Sending;

/// <summary>A claim, divided among sessions that send at the same time.</summary>
internal static class LetterShares
{
    /// <summary>Not worth another connection.</summary>
    private const int SmallShare = 10;

    /// <returns>At least one, in the claim's order; the letters of a payment in one and the same, so that they arrive in the order in which they came to be.</returns>
    public static IReadOnlyList<ClaimedLetters> Of(ClaimedLetters claim, int senders)
    {
        var count = Math.Clamp(claim.Letters.Count / SmallShare, 1, senders);
        return count == 1 ? [claim] : [.. claim.Letters.GroupBy(letter => (letter.PaymentId ?? letter.Id) % count).Select(share => claim with { Letters = [.. share] })];
    }
}
