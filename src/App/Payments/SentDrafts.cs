using Guichet.App.Access;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>What became of a form: Back, reload and a second tab show the payment that it made instead of making another.</summary>
public sealed class SentDrafts
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal SentDrafts(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The number of the payment that the draft made; null while it has made none, or when it is not the actor's to see.</summary>
    public async Task<string?> NumberOfAsync(MerchantActor actor, string draftId)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var scope = actor.KeyScope;
        return await db.IdempotencyKeys.Where(key => key.Scope == scope && key.Key == draftId)
            .Join(ReadPayment.InScope(db, actor), key => key.PaymentId, payment => payment.Id, (key, payment) => payment.Number)
            .SingleOrDefaultAsync();
    }
}
