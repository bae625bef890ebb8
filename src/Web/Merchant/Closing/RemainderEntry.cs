using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Merchant.Operations;
using Guichet.Web.Ui;

namespace Guichet.Web.Merchant.Closing;

/// <summary>The form that records how a part of the rest was paid: on the detail, and on its own page when something was wrong.</summary>
/// <param name="Left">What is left to say.</param>
/// <param name="Key">Made with the form: pressed twice it makes one record.</param>
public sealed record RemainderEntry(Payment Payment, Money Left, RemainderForm Typed, FieldErrors Errors, string Key)
{
    /// <summary>Not «amount»: a dialog over the same page may have a field of that name.</summary>
    public const string AmountField = "rest";

    public const string MeansField = "means";

    public string Address => AddressOf(Payment);

    public static string AddressOf(Payment payment) => $"{PaymentLinks.Detail(payment)}/reste";

    public static string WithdrawalOf(Payment payment, RemainderPayment record) => FormattableString.Invariant($"{AddressOf(payment)}/{record.Line}/retirer");

    /// <summary>A new form, with all that is left; null when nothing can be recorded.</summary>
    public static RemainderEntry? Of(Payment payment, IReadOnlyList<RemainderLine> lines, DateTimeOffset now)
    {
        var records = lines.Select(line => line.Record).ToList();
        return Remainders.Left(payment, records) is { IsPositive: true } left && Remainders.Check(payment, records, left, now) is null
            ? new RemainderEntry(payment, left, new RemainderForm("", ListQuery.Amount(left)!), new FieldErrors(), FormKey.New())
            : null;
    }

    /// <summary>Beside the field of this form.</summary>
    public static Refusal Placed(Refusal refusal) => refusal.Field == "amount" ? refusal with { Field = AmountField } : refusal;
}
