using System.Security.Cryptography;
using System.Text.Json;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>A form under way: its id stands in the address of each step and is the key of the submit.</summary>
public sealed record PaymentDraft(string Id, long PointOfSaleId, PaymentForm Form);

/// <summary>Keeps forms under way for a day, each for its own account only.</summary>
public sealed class PaymentDrafts
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly IDbContextFactory<AppDb> _databases;

    internal PaymentDrafts(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<PaymentDraft> StartAsync(MerchantActor actor, long pointOfSaleId, PaymentForm form, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var draft = new PaymentDraft(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), pointOfSaleId, form);
        db.PaymentDrafts.Add(new PaymentDraftRow
        {
            Id = draft.Id,
            AccountId = actor.AccountId,
            PointOfSaleId = pointOfSaleId,
            Fields = JsonSerializer.Serialize(form),
            CreatedAt = now,
        });
        await db.SaveChangesAsync();
        return draft;
    }

    /// <summary>Null when it is unknown, another account's, or older than a day.</summary>
    public async Task<PaymentDraft?> FindAsync(MerchantActor actor, string id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.PaymentDrafts.SingleOrDefaultAsync(d => d.Id == id && d.AccountId == actor.AccountId) is { } row
            ? new PaymentDraft(row.Id, row.PointOfSaleId, JsonSerializer.Deserialize<PaymentForm>(row.Fields)!)
            : null;
    }

    public async Task SaveAsync(MerchantActor actor, PaymentDraft draft)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var fields = JsonSerializer.Serialize(draft.Form);
        await db.PaymentDrafts.Where(d => d.Id == draft.Id && d.AccountId == actor.AccountId).ExecuteUpdateAsync(set => set.SetProperty(d => d.Fields, fields));
    }

    /// <summary>The job that forgets forms older than a day.</summary>
    public async Task<int> ForgetOldAsync(DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var before = now - Kept;
        return await db.PaymentDrafts.Where(d => d.CreatedAt < before).ExecuteDeleteAsync();
    }
}
