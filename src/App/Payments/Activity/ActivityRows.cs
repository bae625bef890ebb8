using System.Linq.Expressions;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Activity;

/// <summary>The three sources of a customer's history, each in the order of one index (MoneyMapping): paid, ended unpaid, titles that arrived.</summary>
internal static class ActivityRows
{
    private static readonly Expression<Func<PaymentRow, bool>> HasEnded =
        p => p.Status == PaymentStatus.Declined || p.Status == PaymentStatus.Canceled || p.Status == PaymentStatus.Expired;

    /// <summary>What the customer paid, whatever became of it.</summary>
    public static IQueryable<PaymentRow> Paid(AppDb db, long customerId, ActivityFilter filter)
    {
        var payments = In(filter, db.Payments.Where(p => p.PayerId == customerId));
        return filter.View switch
        {
            ActivityView.Paid => payments.Where(p => p.Status == PaymentStatus.Captured),
            ActivityView.Held => payments.Where(p => p.Status == PaymentStatus.Authorized),
            ActivityView.Ended => payments.Where(HasEnded),
            _ => payments,
        };
    }

    /// <summary>Requests addressed to the customer that ended before anything was paid; null where the view has none.</summary>
    public static IQueryable<PaymentRow>? Unpaid(AppDb db, long customerId, ActivityFilter filter) => filter.View is ActivityView.All or ActivityView.Ended
        ? In(filter, db.Payments.Where(p => p.AddresseeId == customerId && p.PayerId == null)).Where(HasEnded) : null;

    /// <summary>Null where the view has none.</summary>
    public static IQueryable<CreditRow>? Credits(AppDb db, long customerId, ActivityFilter filter)
    {
        if (filter.View != ActivityView.All)
        {
            return null;
        }

        var credits = from posting in db.Postings.Where(p => p.Account == Domain.Ledger.AccountKind.WalletAvailable && p.OwnerId == customerId && p.AmountCents > 0)
                      join entry in db.Entries.Where(e => e.Kind == EntryKind.VoucherCredit) on posting.EntryId equals entry.Id
                      select new CreditRow { Id = entry.Id, At = entry.At, Cents = posting.AmountCents, IssueYear = posting.IssueYear };
        return filter.Period is { } period ? credits.Where(c => c.At >= period.From && c.At < period.Until) : credits;
    }

    /// <summary>After a position; at the same instant payments stand before titles.</summary>
    public static IQueryable<PaymentRow> After(IQueryable<PaymentRow> payments, ActivityPosition? position) => position switch
    {
        null => payments,
        { Source: ActivitySource.Payment, At: var at, Id: var id } => payments.Where(p => p.LastActivityAt < at || (p.LastActivityAt == at && p.Id < id)),
        { At: var at } => payments.Where(p => p.LastActivityAt < at),
    };

    public static IQueryable<CreditRow> After(IQueryable<CreditRow> credits, ActivityPosition? position) => position switch
    {
        null => credits,
        { Source: ActivitySource.Credit, At: var at, Id: var id } => credits.Where(c => c.At < at || (c.At == at && c.Id < id)),
        { At: var at } => credits.Where(c => c.At <= at),
    };

    private static IQueryable<PaymentRow> In(ActivityFilter filter, IQueryable<PaymentRow> payments) =>
        filter.Period is { } period ? payments.Where(p => p.LastActivityAt >= period.From && p.LastActivityAt < period.Until) : payments;
}

internal sealed class CreditRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public long Cents { get; init; }
    public int IssueYear { get; init; }

    public ActivityLine ToLine() => new(new ActivityPosition(At, ActivitySource.Credit, Id), null, new ReceivedTitles(new Money(Cents), IssueYear));
}
