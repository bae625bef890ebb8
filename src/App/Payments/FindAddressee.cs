using System.Threading.RateLimiting;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>
/// Who stands behind the identifier or e-mail that a merchant typed. An identifier that nobody has is said (A, C: the commonest mistake at a till), but after
/// 20 unknown ones in an hour an account gets the same general answer for all; in B and D any e-mail is accepted and nothing is learnt.
/// </summary>
public sealed class FindAddressee : IDisposable
{
    public const int UnknownPerHour = 20;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PartitionedRateLimiter<long> _unknown = PartitionedRateLimiter.Create<long, long>(account =>
        RateLimitPartition.GetFixedWindowLimiter(account, _ => new FixedWindowRateLimiterOptions { PermitLimit = UnknownPerHour, Window = Window, QueueLimit = 0 }));

    internal FindAddressee(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses customer_unknown, too_many_attempts (minutes).</summary>
    /// <param name="contact">In the normal form of <see cref="CustomerIdentifier"/>.</param>
    public async Task<Result<Addressee>> RunAsync(MerchantActor actor, RequestChannel channel, string contact)
    {
        if (channel == RequestChannel.QrCode)
        {
            return Addressee.ShownAsQrCode;
        }

        var mustBeKnown = channel == RequestChannel.Identifier;
        if (mustBeKnown && _unknown.GetStatistics(actor.AccountId)?.CurrentAvailablePermits == 0)
        {
            return TooMany();
        }

        await using var db = await _databases.CreateDbContextAsync();
        var isEmail = CustomerIdentifier.IsEmail(contact);
        var customerId = await db.Customers.Where(c => isEmail ? c.Email == contact : c.Number == contact && c.ClosedAt == null).Select(c => (long?)c.Id).SingleOrDefaultAsync();
        if (customerId is null && mustBeKnown)
        {
            using var permit = _unknown.AttemptAcquire(actor.AccountId);
            return permit.IsAcquired ? new Refusal(RefusalCode.CustomerUnknown) { Field = "contact" } : TooMany();
        }

        return new Addressee(channel, contact, customerId, isEmail ? contact : null);
    }

    internal async Task<bool> SeesPointAsync(MerchantActor actor, long pointOfSaleId)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var agreementId = await db.PointsOfSale.Where(p => p.Id == pointOfSaleId).Select(p => (long?)p.AgreementId).SingleOrDefaultAsync();
        return agreementId is { } id && actor.MaySee(id, pointOfSaleId);
    }

    private static Refusal TooMany() => new(RefusalCode.TooManyAttempts, (int)Window.TotalMinutes) { Field = "contact" };

    public void Dispose() => _unknown.Dispose();
}
