using Guichet.App.Payments.Finding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.App.Storage.Mapping;

/// <summary>
/// The indexes that lists walk (docs/decisions/0011): each order once for a point and once for an agreement, and the states that few rows have apart, so
/// that their tabs and counters do not walk over all the others.
/// </summary>
internal static class PaymentIndexes
{
    public static void Apply(EntityTypeBuilder<PaymentRow> payment)
    {
        payment.HasIndex(x => new { x.PointOfSaleId, x.LastActivityAt, x.Id }, "ix_payment_list").IsDescending(false, true, true);
        payment.HasIndex(x => new { x.AgreementId, x.LastActivityAt, x.Id }, "ix_payment_agreement_list").IsDescending(false, true, true);
        payment.HasIndex(x => new { x.PointOfSaleId, x.Status, x.LastActivityAt, x.Id }, "ix_payment_open").HasFilter(ListBranch.OpenStates);
        payment.HasIndex(x => new { x.AgreementId, x.Status, x.LastActivityAt, x.Id }, "ix_payment_agreement_open").HasFilter(ListBranch.OpenStates);
        payment.HasIndex(x => new { x.PointOfSaleId, x.Status, x.LastActivityAt, x.Id }, "ix_payment_ended").HasFilter(ListBranch.EndedStates);
        payment.HasIndex(x => new { x.AgreementId, x.Status, x.LastActivityAt, x.Id }, "ix_payment_agreement_ended").HasFilter(ListBranch.EndedStates);
        payment.HasIndex(x => new { x.PointOfSaleId, x.RequestedCents, x.Id }, "ix_payment_amount");
        payment.HasIndex(x => new { x.AgreementId, x.RequestedCents, x.Id }, "ix_payment_agreement_amount");
        payment.HasIndex(x => new { x.AgreementId, x.Contact }, "ix_payment_contact").HasFilter("contact IS NOT NULL");
        payment.HasIndex(x => new { x.PointOfSaleId, x.OrderReference, x.Id }, "ix_payment_order_reference");
        payment.HasIndex(x => new { x.AgreementId, x.OrderReference, x.Id }, "ix_payment_agreement_order_reference");
    }
}
