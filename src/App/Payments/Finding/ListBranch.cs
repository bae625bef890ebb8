using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Finding;

/// <summary>A part of a list that one index gives in its order: of one point or of one agreement, in one state where an index knows states.</summary>
/// <param name="PointOfSaleId">Null for the whole agreement.</param>
/// <param name="Status">Null for all.</param>
/// <param name="Beginning">Of the basket number, when the index of basket numbers is walked; null otherwise.</param>
internal readonly record struct ListBranch(long AgreementId, long? PointOfSaleId, PaymentStatus? Status, string? Beginning)
{
    private string Level => PointOfSaleId is null ? "agreement_" : "";

    public string Scope(ListCommand command) => PointOfSaleId is { } point ? $"point_of_sale_id = {command.Add(point)}" : $"agreement_id = {command.Add(AgreementId)}";

    /// <summary>The index that has the rows of this branch in the order of a key.</summary>
    public string Index(PaymentSortKey key) => (key, Status) switch
    {
        (PaymentSortKey.Amount, _) => $"ix_payment_{Level}amount",
        (PaymentSortKey.OrderReference, _) => $"ix_payment_{Level}order_reference",
        (_, PaymentStatus.AwaitingCustomer or PaymentStatus.Authorized) => $"ix_payment_{Level}open",
        (_, PaymentStatus.Declined or PaymentStatus.Canceled or PaymentStatus.Expired) => $"ix_payment_{Level}ended",
        _ => $"ix_payment_{Level}list",
    };

    /// <summary>The state; with the words of the partial index that serves it, because SQLite compares them literally.</summary>
    public string? State(PaymentSortKey walked) => Status is not { } status ? null : (walked, status) switch
    {
        (PaymentSortKey.LastActivity, PaymentStatus.AwaitingCustomer or PaymentStatus.Authorized) => $"{OpenStates} AND status = {ListCommand.Number((int)status)}",
        (PaymentSortKey.LastActivity, not PaymentStatus.Captured) => $"{EndedStates} AND status = {ListCommand.Number((int)status)}",
        _ => $"status = {ListCommand.Number((int)status)}",
    };

    /// <summary>The filters of the partial indexes, word for word.</summary>
    public const string OpenStates = "status IN (1, 2)";
    public const string EndedStates = "status IN (4, 5, 6)";
}
