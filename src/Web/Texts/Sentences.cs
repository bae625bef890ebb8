using System.Globalization;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Texts;

/// <summary>Domain values as sentences in the reader's language: refusals, states, amounts, kinds of payment.</summary>
public sealed class Sentences(IStringLocalizer<Common> texts)
{
    public string Of(Refusal refusal)
    {
        var key = $"refusal.{refusal.Name}";
        if (refusal is { Code: RefusalCode.NotPossibleInState or RefusalCode.ShownStateChanged, Arguments: [PaymentStatus status, ..] })
        {
            key = $"{key}.{status}";
        }
        else if (refusal is { Code: RefusalCode.Suspended or RefusalCode.PointClosed, Arguments: [DateTimeOffset, ..] })
        {
            key = $"{key}.since";
        }
        else if (refusal is { Code: RefusalCode.Forbidden, Arguments: [Permission, ..] })
        {
            key = refusal.Arguments.Count == 1 ? $"{key}.right" : $"{key}.above";
        }
        else if (refusal is { Code: RefusalCode.TextMissing, Field: { } field } && !texts[$"{key}.{field}"].ResourceNotFound)
        {
            key = $"{key}.{field}";
        }
        else if (refusal.Arguments is [1] && !texts[$"{key}.one"].ResourceNotFound)
        {
            key = $"{key}.one";
        }

        return texts[key, [.. refusal.Arguments.Select(Format)]];
    }

    /// <summary>Exactly one of the five French statuses; declined and canceled read alike, the qualifier tells them apart.</summary>
    public string Of(PaymentStatus status) => texts[$"status.{status}"];

    /// <summary>What stands beside the chip: «refusé par le client», «non validé à temps», «partiel»; null for nothing.</summary>
    public string? QualifierOf(Payment payment) =>
        payment.Status == PaymentStatus.Declined ? texts["qualifier.declined"].Value
        : payment is { Status: PaymentStatus.Expired, PaidAt: not null } ? texts["qualifier.late"].Value
        : payment.Remainder is not null ? texts["qualifier.partial"].Value
        : null;

    /// <summary>Paiement immédiat, Paiement différé, Pré-réservation.</summary>
    public string KindOf(PaymentTerms terms) => Of(terms.Type);

    public string Of(PaymentType type) =>
        texts[type switch { PaymentType.PreReservation => "kind.preauthorization", PaymentType.Deferred => "kind.deferred", _ => "kind.immediate" }];

    public static string Of(Money amount) => MoneyText.Format(amount, CultureInfo.CurrentUICulture);

    private object Format(object argument) => argument switch
    {
        Money amount => Of(amount),
        DateTimeOffset instant => texts["moment.at", Moments.Day(ParisCalendar.DayOf(instant)), Moments.Hour(instant)].Value,
        PaymentStatus status => Of(status),
        Permission permission => texts[$"permission.{permission}"].Value,
        _ => argument,
    };
}
