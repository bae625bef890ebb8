using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>A payment as its customer sees it: who asks, where, and the state.</summary>
public sealed record CustomerPaymentView(Payment Payment, string MerchantName, string PointOfSaleName, string Town)
{
    /// <summary>What the merchant wrote with the end of the payment; null for nothing, and in lists.</summary>
    public string? Reason { get; init; }
}

/// <summary>Requests that a customer may pay, and those that were paid. What is not the customer's does not exist.</summary>
public sealed class CustomerRequests
{
    public const int MaxWaiting = 50;

    private readonly IDbContextFactory<AppDb> _databases;

    internal CustomerRequests(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>By the link that was scanned or mailed. Refuses not_found: also when it is addressed to somebody else, or replaced by a newer code.</summary>
    public Task<Result<CustomerPaymentView>> ByTokenAsync(CustomerActor actor, string token)
    {
        var hash = RequestLinks.Hash(token);
        return OneAsync(actor, hash, p => p.Where(x => x.TokenHash == hash));
    }

    /// <summary>By number: addressed to the customer, or paid by the customer. Refuses not_found.</summary>
    public Task<Result<CustomerPaymentView>> ByNumberAsync(CustomerActor actor, string number) =>
        OneAsync(actor, null, p => p.Where(x => x.Number == number));

    /// <summary>Requests addressed to the customer that can still be paid, the most urgent first.</summary>
    public async Task<IReadOnlyList<CustomerPaymentView>> WaitingAsync(CustomerActor actor, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var views = await ToViewsAsync(db, db.Payments
            .Where(p => p.AddresseeId == actor.CustomerId && p.Status == PaymentStatus.AwaitingCustomer && p.PayBy > now).OrderBy(p => p.PayBy).Take(MaxWaiting));
        return [.. views.OrderBy(v => v.Payment.PayBy)];
    }

    private async Task<Result<CustomerPaymentView>> OneAsync(CustomerActor actor, string? tokenHash, Func<IQueryable<PaymentRow>, IQueryable<PaymentRow>> which)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var views = await ToViewsAsync(db, which(db.Payments));
        return views is [var view] && PaymentAccess.MayPay(view.Payment, actor.CustomerId, tokenHash) ? view with { Reason = await ReasonAsync(db, view.Payment) } : RefusalCode.NotFound;
    }

    /// <summary>What the merchant wrote with the end: it is the last fact of a payment, whose version it has.</summary>
    private static async Task<string?> ReasonAsync(AppDb db, Payment payment) => payment.Status is PaymentStatus.Captured or PaymentStatus.Canceled
        ? await db.PaymentFacts.Where(f => f.PaymentId == payment.Id && f.Version == payment.Version
            && (f.Kind == PaymentFactKind.Captured || f.Kind == PaymentFactKind.Voided || f.Kind == PaymentFactKind.Canceled)).Select(f => f.Detail).SingleOrDefaultAsync() : null;

    /// <summary>In no order: the join does not keep one.</summary>
    internal static async Task<List<CustomerPaymentView>> ToViewsAsync(AppDb db, IQueryable<PaymentRow> payments)
    {
        var rows = await (from payment in payments
                          join point in db.PointsOfSale on payment.PointOfSaleId equals point.Id
                          join agreement in db.Agreements on payment.AgreementId equals agreement.Id
                          select new { payment, agreement.Name, Point = point.Name, point.Town }).ToListAsync();
        return [.. rows.Select(x => new CustomerPaymentView(x.payment.ToPayment(), x.Name, x.Point, x.Town))];
    }
}
