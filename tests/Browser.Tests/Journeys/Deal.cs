using System.Globalization;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>One request as a merchant makes it and what became of it: what pages and letters are compared with.</summary>
public sealed record Deal(PaymentPath Path)
{
    static readonly string[] Words = ["Tente", "Chalet", "Cabane", "Gîte"];

    /// <summary>Whose account the contact is; null for an address that has none.</summary>
    public Payer? Account { get; init; } = People.Lea;

    /// <summary>What the merchant types to reach the customer.</summary>
    public string Contact { get; init; } = People.Lea.Email;

    public string Requested { get; init; } = "40,00 €";

    /// <summary>Who paid how much; null while nobody has.</summary>
    public Payer? Payer { get; init; }

    public string? Paid { get; init; }

    /// <summary>What the merchant validated.</summary>
    public string? Kept { get; init; }

    public int PaymentDays { get; init; } = 4;
    public int CaptureDays { get; init; } = 2;
    public string Basket { get; init; } = $"{Words[Random.Shared.Next(Words.Length)]}-{System.IO.Path.GetRandomFileName()}";
    public string NotifyEmail { get; init; } = $"suivi.{System.IO.Path.GetRandomFileName()}@example.org";
    public string Number { get; init; } = "";

    /// <summary>The day in Paris on which it was asked for.</summary>
    public DateOnly AskedOn { get; init; } = ParisCalendar.DayOf(TimeProvider.System.GetUtcNow());

    /// <summary>The day in Paris on which it was paid.</summary>
    public DateOnly? PaidOn { get; init; }

    public bool IsDeferred => Path is PaymentPath.B or PaymentPath.D;
    public bool IsReservation => Path is PaymentPath.C or PaymentPath.D;

    /// <summary>As the list calls it.</summary>
    public string Kind => IsReservation ? "Pré-réservation" : "Paiement différé";

    public string? Rest => Paid is null || Paid == Requested ? null : Minus(Requested, Paid);
    public string? Back => Kept is null || Kept == Paid ? null : Minus(Paid!, Kept);

    public string PayUntil => Day(AskedOn.AddDays(PaymentDays));
    public string? CaptureUntil => PaidOn is { } day ? Day(day.AddDays(CaptureDays)) : null;

    /// <param name="on">The day in Paris; null for today.</param>
    public Deal PaidBy(Payer payer, string amount, DateOnly? on = null) => this with { Payer = payer, Paid = amount, PaidOn = on ?? ParisCalendar.DayOf(TimeProvider.System.GetUtcNow()) };

    /// <summary>24/06/2020.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>«4 jours», «1 jour».</summary>
    public static string Days(int days) => days == 1 ? "1 jour" : $"{days} jours";

    /// <summary>What is typed for an amount: without its sign.</summary>
    public static string Typed(string amount) => amount.Replace(" €", "", StringComparison.Ordinal);

    static string Minus(string whole, string part)
    {
        var cents = CustomerSteps.Cents(whole) - CustomerSteps.Cents(part);
        return FormattableString.Invariant($"{cents / 100},{cents % 100:00} €");
    }
}
