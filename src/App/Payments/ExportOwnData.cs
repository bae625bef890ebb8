using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>
/// «Mes données»: everything that is held about a customer, as JSON that people can read too. Written row by row, so that a long past costs no memory. Keys,
/// hashes and codes are no part of it: they would open what they protect.
/// </summary>
public sealed class ExportOwnData
{
    /// <summary>Written out at least so often, in bytes.</summary>
    private const int FlushEvery = 16_000;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDbContextFactory<AppDb> _databases;

    internal ExportOwnData(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task RunAsync(CustomerAccess own, Stream to, DateTimeOffset now, CancellationToken canceled)
    {
        own.Demand();
        await using var db = await _databases.CreateDbContextAsync(canceled);
        await using var json = new Utf8JsonWriter(to, Readable);
        var (customerId, accountId) = (own.Actor.CustomerId, own.AccountId);
        json.WriteStartObject();
        json.WriteString("exportedAt", now);
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == customerId, canceled);
        json.WriteStartObject("customer");
        json.WriteString("number", customer.Number);
        json.WriteString("email", customer.Email);
        json.WriteString("firstName", customer.FirstName);
        json.WriteString("lastName", customer.LastName);
        json.WriteEndObject();
        await ListAsync(json, "wallet", db.Wallets.AsNoTracking().Where(x => x.CustomerId == customerId).OrderBy(x => x.IssueYear), x => Write(json,
            ("issueYear", x.IssueYear), ("available", Euros(x.AvailableCents)), ("isBlocked", x.IsBlocked)), canceled);
        await ListAsync(json, "walletBlocks", db.WalletBlocks.AsNoTracking().Where(x => x.CustomerId == customerId).OrderBy(x => x.Number), x => Write(json,
            ("at", x.At), ("isBlocked", x.IsBlocked), ("by", x.Door.ToString()), ("address", x.Address)), canceled);
        await ListAsync(json, "payments", PaymentsOf(db, customerId), x => Write(json,
            ("number", x.Payment.Number), ("merchant", x.Merchant), ("pointOfSale", x.Point), ("town", x.Town), ("createdAt", x.Payment.CreatedAt), ("status", x.Payment.Status.ToString()),
            ("requested", Euros(x.Payment.RequestedCents)), ("authorized", Euros(x.Payment.AuthorizedCents)), ("captured", Euros(x.Payment.CapturedCents)), ("paidAt", x.Payment.PaidAt),
            ("titles", x.Payment.PayerId == customerId ? x.Payment.Funding : null), ("contact", x.Payment.AddresseeId == customerId ? x.Payment.Contact : null),
            ("orderReference", x.Payment.OrderReference), ("description", x.Payment.Description), ("customerReference", x.Payment.CustomerReference)), canceled);
        // Of facts of others (the till, an operator) the network address is theirs.
        await ListAsync(json, "paymentFacts", FactsOf(db, customerId), x => Write(json,
            ("payment", x.Number), ("at", x.Fact.At), ("what", x.Fact.Kind.ToString()), ("by", x.Fact.Actor.ToString()), ("door", x.Fact.Door.ToString()),
            ("address", x.Fact.AccountId == accountId ? x.Fact.Address : null), ("amount", Euros(x.Fact.AmountCents))), canceled);
        await ListAsync(json, "credits", CreditsOf(db, customerId), x => Write(json,
            ("at", x.At), ("issueYear", x.Year), ("amount", Euros(x.Cents)), ("reference", x.Reference)), canceled);
        await ListAsync(json, "letters", db.Letters.AsNoTracking().Where(x => x.AccountId == accountId || x.CustomerId == customerId).OrderBy(x => x.Id), x => Write(json,
            ("createdAt", x.CreatedAt), ("about", x.PaymentId is null ? ((AccountLetterKind)x.Kind).ToString() : ((LetterKind)x.Kind).ToString()), ("to", x.Address), ("state", x.State.ToString()),
            ("sentAt", x.SentAt)), canceled);
        await ListAsync(json, "devices", db.KnownDevices.AsNoTracking().Where(x => x.AccountId == accountId).OrderBy(x => x.CreatedAt), x => Write(json,
            ("since", x.CreatedAt), ("lastSeenAt", x.LastSeenAt), ("address", x.Address), ("browser", x.Agent)), canceled);
        await ListAsync(json, "sessions", db.Sessions.AsNoTracking().Where(x => x.AccountId == accountId).OrderBy(x => x.CreatedAt), x => Write(json,
            ("since", x.CreatedAt), ("lastSeenAt", x.LastSeenAt), ("endsAt", x.ExpiresAt), ("address", x.Address), ("browser", x.Agent)), canceled);
        json.WriteStartArray("passkeys");
        foreach (var passkey in await PasskeyCheck.ListAsync(db, accountId))
        {
            Write(json, ("name", passkey.Name), ("addedAt", passkey.AddedAt));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(canceled);
    }

    private sealed record Paid(PaymentRow Payment, string Merchant, string Point, string Town);

    private sealed record Told(string Number, PaymentFactRow Fact);

    private sealed record Credited(DateTimeOffset At, int Year, long Cents, string Reference);

    /// <summary>Paid by the customer, or asked of the customer.</summary>
    private static IQueryable<Paid> PaymentsOf(AppDb db, long customerId) =>
        from payment in db.Payments.AsNoTracking().Where(p => p.PayerId == customerId || p.AddresseeId == customerId)
        join point in db.PointsOfSale on payment.PointOfSaleId equals point.Id
        join agreement in db.Agreements on payment.AgreementId equals agreement.Id
        orderby payment.Id
        select new Paid(payment, agreement.Name, point.Name, point.Town);

    private static IQueryable<Told> FactsOf(AppDb db, long customerId) =>
        from payment in db.Payments.AsNoTracking().Where(p => p.PayerId == customerId || p.AddresseeId == customerId)
        join fact in db.PaymentFacts.AsNoTracking() on payment.Id equals fact.PaymentId
        orderby fact.PaymentId, fact.Version
        select new Told(payment.Number, fact);

    private static IQueryable<Credited> CreditsOf(AppDb db, long customerId) =>
        from line in db.CreditOrderLines.AsNoTracking().Where(x => x.CustomerId == customerId && x.Error == null)
        join order in db.CreditOrders.AsNoTracking().Where(x => x.ConfirmedAt != null) on line.OrderId equals order.Id
        orderby order.Id, line.Line
        select new Credited(order.ConfirmedAt!.Value, line.IssueYear, line.AmountCents, order.Reference);

    private static async Task ListAsync<T>(Utf8JsonWriter json, string name, IQueryable<T> rows, Action<T> write, CancellationToken canceled)
    {
        json.WriteStartArray(name);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(canceled))
        {
            write(row);
            if (json.BytesPending > FlushEvery)
            {
                await json.FlushAsync(canceled);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>«12.50»: a number that every program reads alike.</summary>
    private static string? Euros(long? cents) => cents is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 100}.{known % 100:00}") : null;

    private static void Write(Utf8JsonWriter json, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        json.WriteStartObject();
        foreach (var (name, value) in values)
        {
            switch (value)
            {
                case null: json.WriteNull(name); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                case int number: json.WriteNumber(name, number); break;
                case DateTimeOffset at: json.WriteString(name, at); break;
                default: json.WriteString(name, (string)value); break;
            }
        }

        json.WriteEndObject();
    }
}
