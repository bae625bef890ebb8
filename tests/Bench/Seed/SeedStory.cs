using System.Globalization;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.Bench.Seed;

/// <summary>
/// Two years of payments, each told by the same pure decisions as any payment's, so that states, facts and postings agree. Simplified: no letters, no
/// idempotency keys, no links; titles of the year of the payment only; every customer's titles of a year were credited on 1 January, in one entry.
/// </summary>
internal sealed class SeedStory(SeedWorld world, Random random, DateTimeOffset now, long payments, long firstPayment, long firstEntry)
{
    private const int Days = 730;
    private static readonly Money Plenty = new(1_000_000_000_00);
    private static readonly string[] Labels = ["Emplacement, 2 nuits", "Mobil-home, acompte", "Visite de groupe", "Chambre vue mer", "Location de vélos", "Séjour en pension", "Forfait famille"];
    private static readonly Trace Phone = new(ActorKind.Customer, null, Door.App, null);

    private readonly Dictionary<long, SuggestedReference> _references = [];
    private readonly Dictionary<(int Customer, int Year), (long Spent, long Net)> _titles = [];
    private readonly DateTimeOffset _start = ParisCalendar.StartOf(ParisCalendar.DayOf(now).AddDays(-Days));
    private long _nextEntry = firstEntry;

    /// <param name="index">0 for the oldest.</param>
    public void Tell(long index, SeedChunk chunk)
    {
        var point = world.Any(random);
        var customer = random.Next(world.CustomerCount);
        var created = CreatedAt(index);
        var merchant = new Trace(ActorKind.Merchant, point.AccountId, Door.Portal, null);
        var request = Request(firstPayment + index, point, customer, created, out var isSuggested);
        var payment = Add(chunk, PaymentRequests.Create(request, IssuerRules.Default, merchant, created).Value);
        foreach (var step in Steps(payment, customer, merchant))
        {
            payment = step(payment) is { Fact: { } fact } decision && fact.At < now ? Add(chunk, decision) : payment;
        }

        if (payment.Deadline is { } deadline && deadline.AddMinutes(6) < now)
        {
            payment = Add(chunk, PaymentDecisions.Expire(payment, deadline.AddMinutes(6)));
        }

        chunk.Payments.Add(new NewPaymentWrite(payment, isSuggested));

        Payment Add(SeedChunk to, PaymentDecision decision)
        {
            to.Facts.Add(new FactWrite(decision.After.Id, decision.After.Version, decision.Fact!));
            if (decision.Entry is { } entry)
            {
                AddEntry(to, entry, decision.After, decision.Fact!.At);
            }

            foreach (var change in decision.WalletChanges)
            {
                var (spent, net) = _titles.GetValueOrDefault((customer, change.IssueYear));
                _titles[(customer, change.IssueYear)] = (spent - Math.Min(0, change.Amount.Cents), net + change.Amount.Cents);
            }

            return decision.After;
        }
    }

    /// <summary>What every customer was given, enough for all that was spent; and what is left of it.</summary>
    public IEnumerable<SeedChunk> Credits(int size)
    {
        var chunk = new SeedChunk();
        foreach (var ((customer, year), (spent, net)) in _titles)
        {
            var credit = new Money(spent + random.Next(0, 300) * 100L);
            var id = world.FirstCustomerId + customer;
            AddEntry(chunk, VoucherCredit.Entry(id, new VoucherPart(year, credit)), null, ParisCalendar.StartOf(new DateOnly(year, 1, 1)));
            chunk.Wallets.Add(new WalletWrite(id, year, credit.Cents + net));
            if (chunk.Wallets.Count == size)
            {
                yield return chunk;
                chunk.Clear();
            }
        }

        yield return chunk;
    }

    private void AddEntry(SeedChunk chunk, LedgerEntry entry, Payment? payment, DateTimeOffset at)
    {
        var id = _nextEntry++;
        chunk.Entries.Add(new EntryWrite(id, entry.Kind, payment?.Id, payment?.Version, at));
        chunk.Postings.AddRange(entry.Postings.Select((posting, i) => new PostingWrite(id, i + 1, posting)));
    }

    /// <summary>Evenly over two years, between 8h and 22h in Paris.</summary>
    private DateTimeOffset CreatedAt(long index)
    {
        var day = (double)index / payments * Days;
        var time = TimeSpan.FromHours(8 + 14 * (day - Math.Floor(day)));
        return ParisCalendar.Truncate(ParisCalendar.StartOf(ParisCalendar.DayOf(_start).AddDays((int)day)) + time);
    }

    private NewPayment Request(long id, SeedPoint point, int customer, DateTimeOffset created, out bool isSuggested)
    {
        var terms = random.Next(100) switch
        {
            < 70 => PaymentTerms.ImmediateAutomatic,
            < 80 => PaymentTerms.Stored(random.Next(3, 15), null),
            < 95 => PaymentTerms.Stored(null, random.Next(2, 10)),
            _ => PaymentTerms.Stored(random.Next(3, 15), random.Next(2, 10)),
        };
        var day = SuggestedReference.DayNumber(ParisCalendar.DayOf(created));
        isSuggested = random.Next(100) < 85;
        var reference = string.Create(CultureInfo.InvariantCulture, $"CMD-{random.Next(1_000_000):000000}");
        if (isSuggested)
        {
            var last = _references.GetValueOrDefault(point.Id);
            reference = (_references[point.Id] = new SuggestedReference(day, last.Day == day ? last.Sequence + 1 : 1)).ToString();
        }

        var (id2, number, email) = (world.FirstCustomerId + customer, SeedWorld.CustomerNumber(customer), SeedWorld.CustomerEmail(customer));
        var addressee = terms.Timing == PaymentTiming.Deferred || terms.CaptureMode == CaptureMode.Manual ? new Addressee(RequestChannel.Email, email, id2, email)
            : random.Next(10) < 6 ? Addressee.ShownAsQrCode : new Addressee(RequestChannel.Identifier, number, id2, null);
        var details = new PaymentDetails(reference, Sometimes(30, () => Labels[random.Next(Labels.Length)]),
            Sometimes(20, () => string.Create(CultureInfo.InvariantCulture, $"Dossier {random.Next(100_000)}")), Sometimes(60, () => string.Create(CultureInfo.InvariantCulture, $"Caisse {random.Next(1, 13)}")));
        var cents = 20_00 + (long)(Math.Pow(random.NextDouble(), 3) * 1_500) * 50;
        return new NewPayment(id, TransactionNumber.From((UInt128)random.NextInt64() << 64 | (UInt128)random.NextInt64()), point.AgreementId, point.Id, terms, new Money(cents), details, addressee, null, null);
    }

    private string? Sometimes(int percent, Func<string> text) => random.Next(100) < percent ? text() : null;

    /// <summary>What people did, in order. A step after the deadline, or after now, does not happen.</summary>
    private IEnumerable<Func<Payment, PaymentDecision?>> Steps(Payment created, int customer, Trace merchant)
    {
        var soon = created.Terms.Timing == PaymentTiming.Immediate ? TimeSpan.FromMinutes(1 + 5 * random.NextDouble()) : TimeSpan.FromHours(1 + 60 * random.NextDouble());
        var at = ParisCalendar.Truncate(created.CreatedAt + soon);
        var fate = random.Next(100);
        if (fate < 90)
        {
            var amount = created.Terms.CustomerMayLower && random.Next(20) == 0 ? new Money(created.Amounts.Requested.Cents / 100 * 75) : created.Amounts.Requested;
            var wallet = new Wallet(world.FirstCustomerId + customer, [new VoucherPart(ParisCalendar.DayOf(at).Year, Plenty)]);
            yield return payment => Done(PaymentDecisions.Approve(payment, wallet, amount, Phone, at));
        }
        else if (fate < 96)
        {
            yield return payment => Done(fate < 93 ? PaymentDecisions.Decline(payment, world.FirstCustomerId + customer, Phone, at) : PaymentDecisions.Cancel(payment, merchant, at));
        }

        if (created.Terms.CaptureMode == CaptureMode.Manual && random.Next(20) is > 0 and var end)
        {
            var later = ParisCalendar.Truncate(at.AddHours(1 + 40 * random.NextDouble()));
            yield return payment => payment.Status != PaymentStatus.Authorized ? null
                : Done(end == 1 ? PaymentDecisions.Void(payment, merchant, later)
                    : PaymentDecisions.Capture(payment, end == 2 ? new Money(payment.Amounts.Authorized!.Value.Cents / 100 * 80) : payment.Amounts.Authorized!.Value, merchant, later));
        }
    }

    private static PaymentDecision? Done(Result<PaymentDecision> result) => result.TryGet(out var decision, out _) ? decision : null;
}
