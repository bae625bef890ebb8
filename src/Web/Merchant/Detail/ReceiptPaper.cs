namespace Guichet.Web.Merchant.Detail;

/// <summary>What a receipt says, in words: everything that is drawn, in its order.</summary>
/// <param name="Language">Two letters.</param>
/// <param name="Caption">Says what <paramref name="Amount"/> is: money that was received, never what was only asked for.</param>
/// <param name="Amounts">The chain, link by link.</param>
/// <param name="Notes">What the amounts mean.</param>
public sealed record ReceiptPaper(
    string Language, string Title, string What, string Merchant, string Place, string Caption, string Amount,
    IReadOnlyList<ReceiptRow> Facts, IReadOnlyList<ReceiptRow> Amounts, IReadOnlyList<string> Notes, IReadOnlyList<string> Foot);

/// <summary>A label and its value on one line.</summary>
public sealed record ReceiptRow(string Label, string Value);
