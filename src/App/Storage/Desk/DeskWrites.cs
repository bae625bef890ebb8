using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Storage.Desk;

internal readonly record struct NewPaymentWrite(Payment Payment, bool OrderSuggested);

internal readonly record struct PaymentWrite(Payment Payment, int LoadedVersion);

internal readonly record struct FactWrite(long PaymentId, int Version, PaymentFact Fact);

internal readonly record struct EntryWrite(long Id, EntryKind Kind, long? PaymentId, int? PaymentVersion, DateTimeOffset At);

internal readonly record struct PostingWrite(long EntryId, int Line, Posting Posting);

internal readonly record struct WalletWrite(long CustomerId, int IssueYear, long Cents);

internal readonly record struct KeyWrite(SubmitKey Key, long PaymentId, DateTimeOffset At);

internal readonly record struct LetterWrite(long Id, long? PaymentId, int? PaymentVersion, PaymentLetter Letter, DateTimeOffset At);

/// <summary>Everything that a group writes, in the order in which every server takes its locks: sorted within each table.</summary>
internal sealed class DeskWrites
{
    private readonly Dictionary<long, NewPaymentWrite> _created = [];
    private readonly Dictionary<long, PaymentWrite> _changed = [];
    private readonly Dictionary<(long CustomerId, int IssueYear), long> _wallets = [];
    private readonly List<KeyWrite> _keys = [];

    public List<FactWrite> Facts { get; } = [];
    public List<EntryWrite> Entries { get; } = [];
    public List<PostingWrite> Postings { get; } = [];
    public List<LetterWrite> Letters { get; } = [];

    /// <summary>The letters that a customer's phones are told of as well: none of a payment that the customer has just approved, so that approving costs nothing more.</summary>
    public List<LetterWrite> Pushes() => [.. Letters.Where(x => x.Letter.CustomerId is not null && Push.PushCatalog.IsTold(x.Letter.Kind))];

    public bool IsEmpty => Facts.Count == 0 && Entries.Count == 0 && _keys.Count == 0;

    /// <summary>The payments as the group leaves them.</summary>
    public IEnumerable<Payment> Payments => _created.Values.Select(x => x.Payment).Concat(_changed.Values.Select(x => x.Payment));

    public List<NewPaymentWrite> Created() =>
        [.. _created.Values.OrderBy(x => x.OrderSuggested).ThenBy(x => x.Payment.PointOfSaleId).ThenBy(x => x.Payment.Id)];

    public List<PaymentWrite> Changed() => [.. _changed.Values.OrderBy(x => x.Payment.Id)];

    public List<WalletWrite> WalletsSpent() => Wallets(cents => cents < 0);

    public List<WalletWrite> WalletsReceived() => Wallets(cents => cents > 0);

    public List<KeyWrite> Keys() => [.. _keys.OrderBy(x => x.Key.Scope, StringComparer.Ordinal).ThenBy(x => x.Key.Key, StringComparer.Ordinal)];

    /// <param name="before">The payment as it stood before this decision; null when the decision makes it.</param>
    public void Add(DeskDecision decision, Payment? before)
    {
        if (decision.After is { } after && decision.Fact is { } fact)
        {
            AddPayment(after, before, decision.OrderSuggested);
            Facts.Add(new FactWrite(after.Id, after.Version, fact));
        }

        foreach (var change in decision.WalletChanges)
        {
            var key = (decision.WalletId!.Value, change.IssueYear);
            _wallets[key] = checked(_wallets.GetValueOrDefault(key) + change.Amount.Cents);
        }
    }

    public void Add(LedgerEntry entry, EntryWrite write)
    {
        Entries.Add(write);
        for (var line = 0; line < entry.Postings.Count; line++)
        {
            Postings.Add(new PostingWrite(write.Id, line + 1, entry.Postings[line]));
        }
    }

    public void Add(KeyWrite key) => _keys.Add(key);

    private void AddPayment(Payment after, Payment? before, bool orderSuggested)
    {
        if (before is null)
        {
            _created.Add(after.Id, new NewPaymentWrite(after, orderSuggested));
        }
        else if (_created.TryGetValue(after.Id, out var created))
        {
            _created[after.Id] = created with { Payment = after };
        }
        else
        {
            var loadedVersion = _changed.TryGetValue(after.Id, out var changed) ? changed.LoadedVersion : before.Version;
            _changed[after.Id] = new PaymentWrite(after, loadedVersion);
        }
    }

    private List<WalletWrite> Wallets(Func<long, bool> which) =>
        [.. _wallets.Where(x => which(x.Value)).Select(x => new WalletWrite(x.Key.CustomerId, x.Key.IssueYear, x.Value)).OrderBy(x => x.CustomerId).ThenBy(x => x.IssueYear)];
}
