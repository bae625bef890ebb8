using Guichet.App.Storage.Mapping;

namespace Guichet.App.Storage.Desk;

/// <summary>What the desk inserts, column by column (payments: <see cref="PaymentColumns"/>).</summary>
internal static class DeskTables
{
    public static readonly DeskTable<FactWrite> Facts = new("payment_fact",
        new LongColumn<FactWrite>("payment_id", x => x.PaymentId),
        new IntColumn<FactWrite>("version", x => x.Version),
        new IntColumn<FactWrite>("kind", x => (int)x.Fact.Kind),
        new IntColumn<FactWrite>("from_status", x => (int?)x.Fact.From),
        new IntColumn<FactWrite>("to_status", x => (int)x.Fact.To),
        new InstantColumn<FactWrite>("at", x => x.Fact.At),
        new IntColumn<FactWrite>("actor", x => (int)x.Fact.Trace.By),
        new LongColumn<FactWrite>("account_id", x => x.Fact.Trace.AccountId),
        new IntColumn<FactWrite>("door", x => (int)x.Fact.Trace.Door),
        new TextColumn<FactWrite>("address", x => x.Fact.Trace.Address),
        new LongColumn<FactWrite>("amount_cents", x => x.Fact.Amount?.Cents),
        new TextColumn<FactWrite>("detail", x => x.Fact.Detail));

    public static readonly DeskTable<EntryWrite> Entries = new("entry",
        new LongColumn<EntryWrite>("id", x => x.Id),
        new IntColumn<EntryWrite>("kind", x => (int)x.Kind),
        new LongColumn<EntryWrite>("payment_id", x => x.PaymentId),
        new IntColumn<EntryWrite>("payment_version", x => x.PaymentVersion),
        new InstantColumn<EntryWrite>("at", x => x.At));

    public static readonly DeskTable<PostingWrite> Postings = new("posting",
        new LongColumn<PostingWrite>("entry_id", x => x.EntryId),
        new IntColumn<PostingWrite>("line", x => x.Line),
        new IntColumn<PostingWrite>("account", x => (int)x.Posting.Account.Kind),
        new LongColumn<PostingWrite>("owner_id", x => x.Posting.Account.OwnerId),
        new IntColumn<PostingWrite>("issue_year", x => x.Posting.Account.IssueYear),
        new LongColumn<PostingWrite>("amount_cents", x => x.Posting.Amount.Cents));

    public static readonly DeskTable<KeyWrite> Keys = new("idempotency",
        new TextColumn<KeyWrite>("scope", x => x.Key.Scope),
        new TextColumn<KeyWrite>("key", x => x.Key.Key),
        new TextColumn<KeyWrite>("content_hash", x => x.Key.ContentHash),
        new LongColumn<KeyWrite>("payment_id", x => x.PaymentId),
        new InstantColumn<KeyWrite>("at", x => x.At));

    public static readonly DeskTable<LetterWrite> Letters = new("letter",
        new LongColumn<LetterWrite>("id", x => x.Id),
        new LongColumn<LetterWrite>("payment_id", x => x.PaymentId),
        new IntColumn<LetterWrite>("payment_version", x => x.PaymentVersion),
        new IntColumn<LetterWrite>("kind", x => (int)x.Letter.Kind),
        new LongColumn<LetterWrite>("customer_id", x => x.Letter.CustomerId),
        new TextColumn<LetterWrite>("address", x => x.Letter.Address),
        new IntColumn<LetterWrite>("state", _ => (int)LetterState.Queued),
        new IntColumn<LetterWrite>("attempts", _ => 0),
        new InstantColumn<LetterWrite>("created_at", x => x.At),
        new InstantColumn<LetterWrite>("send_at", x => x.Letter.NotBefore > x.At ? x.Letter.NotBefore : x.At));

    /// <summary>
    /// What phones are told of a letter: a row for each of the customer's subscriptions, found by the database itself in the same statement. A customer without
    /// one costs a look into an index that has nothing of theirs, and no round trip.
    /// </summary>
    public static readonly DeskTable<LetterWrite> Pushes = new("push",
        new LongColumn<LetterWrite>("letter_id", x => x.Id),
        new LongColumn<LetterWrite>("customer_id", x => x.Letter.CustomerId),
        new InstantColumn<LetterWrite>("send_at", x => x.At));

    /// <summary>Stored numbers of PushState.Queued and of a push that was not tried yet.</summary>
    private const string NewPush = "INSERT INTO push (letter_id, subscription_id, state, attempts, send_at) SELECT ";

    public const string PostgresPushes = NewPush + "written.letter_id, s.id, 1, 0, written.send_at FROM unnest($1, $2, $3) AS written(letter_id, customer_id, send_at) "
        + "JOIN push_subscription s ON s.customer_id = written.customer_id";

    public const string SqlitePushes = NewPush + "?1, s.id, 1, 0, ?3 FROM push_subscription s WHERE s.customer_id = ?2";

    /// <summary>Titles that arrive: a row may not be there yet, and nobody needs to have looked at it.</summary>
    public static readonly DeskTable<WalletWrite> Wallets = new("wallet",
        new LongColumn<WalletWrite>("customer_id", x => x.CustomerId),
        new IntColumn<WalletWrite>("issue_year", x => x.IssueYear),
        new LongColumn<WalletWrite>("available_cents", x => x.Cents));

    public const string WalletAdds = " ON CONFLICT (customer_id, issue_year) DO UPDATE SET available_cents = wallet.available_cents + excluded.available_cents";
}
