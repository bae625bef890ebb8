using System.Globalization;
using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench;

/// <summary>
/// The demonstration, and beside it payments that all end at the same instant: three in ten wait for the customer in B, three in D, two are paid and wait for the
/// merchant in C, two in D. Made through the desk, so that every balance holds.
/// </summary>
internal sealed class ExpireWorld(string database)
{
    public const int Customers = 4_000;
    public const int Points = 300;
    private const long FirstCustomer = 50_000_001, Agreement = 50_010_001, FirstPoint = 50_020_001;
    private const int InFlight = 2_000;
    private static readonly PaymentTerms[] Terms =
    [
        .. Enumerable.Repeat(Of(10, null), 3), .. Enumerable.Repeat(Of(10, 2), 3), .. Enumerable.Repeat(Of(null, 2), 2), .. Enumerable.Repeat(Of(10, 2), 2),
    ];

    private List<(long Id, long AgreementId)> _points = [];

    /// <summary>Of every ten payments, the last ones are paid.</summary>
    private static bool IsPaid(int i) => i % Terms.Length >= 6;

    /// <summary>The customer always reads of it; the merchant where an address was given, in C and D.</summary>
    public static int LettersOf(int payments) => Enumerable.Range(0, payments).Sum(i => Terms[i % Terms.Length].CaptureMode == CaptureMode.Manual ? 2 : 1);

    /// <param name="payments">How many; none of them is due yet.</param>
    public async Task FillAsync(int payments)
    {
        await AddPeopleAsync();
        await using var desk = await BenchDesk.OpenAsync(database, new DeskLimits { QueueLength = 2 * InFlight });
        await EachAsync(Customers, i => desk.Desk.SubmitAsync(new CreditLoad(9_000_000_00) { CustomerId = FirstCustomer + i }));
        await EachAsync(payments, async i =>
        {
            var id = await desk.Ids.NextAsync(IdKind.Payment);
            var made = await desk.Desk.SubmitAsync(Create(id, i));
            if (made.Refusal is null && IsPaid(i))
            {
                made = await desk.Desk.SubmitAsync(new ApproveDue { PaymentId = id, CustomerId = CustomerOf(i) });
            }

            return made;
        });
    }

    /// <summary>From here on all of them end at the same instant, as at a midnight.</summary>
    public async Task<int> EndAtAsync(DateTimeOffset deadline)
    {
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        var ours = Ours(db);
        await ours.Where(p => p.Status == PaymentStatus.AwaitingCustomer).ExecuteUpdateAsync(set => set.SetProperty(p => p.PayBy, deadline));
        await ours.Where(p => p.Status == PaymentStatus.Authorized).ExecuteUpdateAsync(set => set.SetProperty(p => p.CaptureBy, deadline));
        // What autovacuum and checkpoints do in the hours between the making of a payment and its end.
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE)");
        return await ours.CountAsync();
    }

    public static IQueryable<PaymentRow> Ours(AppDb db) => db.Payments.Where(p => p.AddresseeId >= FirstCustomer && p.AddresseeId < FirstCustomer + Customers);

    private async Task AddPeopleAsync()
    {
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        db.Add(new AgreementRow { Id = Agreement, Number = "700071", Name = "Les Essais" });
        db.AddRange(Enumerable.Range(0, Points).Select(i => new PointOfSaleRow { Id = FirstPoint + i, AgreementId = Agreement, ShopId = $"{20000000 + i}", Name = "Point", Town = "Brest" }));
        db.AddRange(Enumerable.Range(0, Customers).Select(i => new CustomerRow
        {
            Id = FirstCustomer + i, Number = (20000000000L + i).ToString(CultureInfo.InvariantCulture), Email = $"c{i}@example.org", FirstName = "Ada", LastName = "Essai",
        }));
        await db.SaveChangesAsync();
        _points = [.. (await db.PointsOfSale.Select(p => new { p.Id, p.AgreementId }).ToListAsync()).Select(p => (p.Id, p.AgreementId))];
    }

    private CreateDue Create(long id, int i)
    {
        var (terms, point) = (Terms[i % Terms.Length], _points[i % _points.Count]);
        var notify = terms.CaptureMode == CaptureMode.Manual ? $"p{point.Id}@example.org" : null;
        var addressee = new Addressee(RequestChannel.Identifier, $"c{CustomerOf(i) - FirstCustomer}@example.org", CustomerOf(i), null);
        var number = RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", TransactionNumber.Length);
        return new CreateDue(new NewPayment(id, number, point.AgreementId, point.Id, terms, new Money(40_00), new PaymentDetails($"Panier {i}", null, null, null), addressee, notify, null));
    }

    private static long CustomerOf(int i) => FirstCustomer + i * 7919L % Customers;

    private static PaymentTerms Of(int? paymentDays, int? captureDays) => PaymentTerms.Of(paymentDays, captureDays, IssuerRules.Default).Value;

    private static Task EachAsync(int count, Func<int, Task<Result<Payment?>>> work) => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (i, _) =>
    {
        if ((await work(i)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Refused while filling: {refusal.Code}");
        }
    });

    /// <summary>As days ago: its letters have left.</summary>
    private sealed record CreateDue(NewPayment Request) : DeskCommand
    {
        public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
            PaymentRequests.Create(Request, IssuerRules.Default, new Trace(ActorKind.Merchant, null, Door.Portal, "192.0.2.7"), now).TryGet(out var decision, out var refusal)
                ? DeskDecision.OfPayment(decision with { Letters = [] }) : refusal;
    }

    private sealed record ApproveDue : DeskCommand
    {
        public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now)
        {
            var payment = state.Payment(PaymentId!.Value)!;
            var approved = PaymentDecisions.Approve(payment, state.Wallet(CustomerId!.Value), payment.Amounts.Requested, new Trace(ActorKind.Customer, null, Door.App, "192.0.2.8"), now);
            return approved.TryGet(out var decision, out var refusal) ? DeskDecision.OfPayment(decision with { Letters = [] }) : refusal;
        }
    }
}
