using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Closing;

/// <summary>«Enregistrer un règlement» as typed; nothing of it is lost when it is refused.</summary>
/// <param name="Means">A word of <see cref="Names"/>; anything else is no choice.</param>
public sealed record RemainderForm(string Means, string Amount)
{
    /// <summary>How forms spell the means, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<(RemainderMeans Value, string Name)> Names =
        [(RemainderMeans.Cash, "cash"), (RemainderMeans.Card, "card"), (RemainderMeans.PaperVouchers, "paper"), (RemainderMeans.Other, "other")];

    /// <summary>What can be seen without the payment. Refuses means_missing and amount_invalid, both at once.</summary>
    public (RemainderMeans Means, Money Amount, IReadOnlyList<Refusal> Refusals) Check()
    {
        List<Refusal> refusals = [];
        var chosen = Names.FirstOrDefault(x => x.Name == Means);
        if (chosen.Name is null)
        {
            refusals.Add(new Refusal(RefusalCode.MeansMissing));
        }

        if (!MoneyText.TryParse(Amount, out var amount) || !amount.IsPositive)
        {
            refusals.Add(new Refusal(RefusalCode.AmountInvalid));
        }

        return (chosen.Value, amount, refusals);
    }
}
