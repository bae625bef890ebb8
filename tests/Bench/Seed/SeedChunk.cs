using Guichet.App.Storage.Desk;

namespace Guichet.Bench.Seed;

/// <summary>Rows on their way to the database.</summary>
internal sealed class SeedChunk
{
    public List<NewPaymentWrite> Payments { get; } = [];
    public List<FactWrite> Facts { get; } = [];
    public List<EntryWrite> Entries { get; } = [];
    public List<PostingWrite> Postings { get; } = [];
    public List<WalletWrite> Wallets { get; } = [];

    public void Clear()
    {
        Payments.Clear();
        Facts.Clear();
        Entries.Clear();
        Postings.Clear();
        Wallets.Clear();
    }
}
