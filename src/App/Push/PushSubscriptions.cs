using System.Security.Cryptography;
using System.Text;
using Guichet.App.Access;
using Guichet.App.Push.Protocol;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Push;

/// <param name="IsOn">This device is told of requests.</param>
/// <param name="MayOffer">The customer has paid once: knows what this is about.</param>
/// <param name="Owner">Of this browser's memory: tells two people apart and nobody who they are.</param>
/// <param name="Key">For the browser («applicationServerKey»).</param>
public sealed record PushView(bool IsOn, bool MayOffer, string Owner, string Key);

/// <summary>
/// «Être prévenu des demandes de paiement»: on the device on which a customer is signed in. Signing out there, or whatever forgets the device, ends it in the
/// same commit (Sessions, and the database for known devices).
/// </summary>
public sealed class PushSubscriptions
{
    /// <summary>The oldest beyond are forgotten.</summary>
    public const int MaxPerCustomer = 10;

    /// <summary>A tap that came twice meets itself at the unique index.</summary>
    private const int MaxCollisions = 3;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly PushTargets _targets;
    private readonly VapidKey _key;
    private readonly PushSettings _settings;
    private readonly AccessSettings _access;
    private readonly byte[] _ownerKey;

    internal PushSubscriptions(
        IDbContextFactory<AppDb> databases, IdSource ids, PushTargets targets, VapidKey key, PushSettings settings, AccessSettings access, AppSecrets secrets) =>
        (_databases, _ids, _targets, _key, _settings, _access, _ownerKey) = (databases, ids, targets, key, settings, access, secrets.Derive("push-owner"));

    public bool AreOn => _settings.IsOn;

    public string Key => _key.PublicKey;

    public async Task<PushView> ReadAsync(CustomerActor actor, string? deviceKey)
    {
        var hash = AccessKey.Hash(deviceKey);
        await using var db = await _databases.CreateDbContextAsync();
        return new PushView(await db.PushSubscriptions.AnyAsync(s => s.DeviceHash == hash && s.AccountId == actor.AccountId),
            await db.Payments.AnyAsync(p => p.PayerId == actor.CustomerId), OwnerOf(actor), _key.PublicKey);
    }

    private string OwnerOf(CustomerActor actor) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_ownerKey, Encoding.ASCII.GetBytes(actor.KeyScope)))[..16];

    /// <summary>Refuses push_invalid for what no browser says, push_missing where the device is not known (any more): sign in with the password first.</summary>
    /// <param name="language">Of the page.</param>
    public async Task<Refusal?> AddAsync(CustomerActor actor, string? deviceKey, PushForm form, string language, DateTimeOffset now)
    {
        if (!PushTarget.Parse(form.Endpoint, form.P256dh, form.Auth, _settings.Loopback).TryGet(out var target, out var refusal))
        {
            return refusal;
        }

        var (hash, since) = (AccessKey.Hash(deviceKey), now - _access.DeviceLife);
        await using (var db = await _databases.CreateDbContextAsync())
        {
            if (!_settings.IsOn || hash is null || !await db.KnownDevices.AnyAsync(d => d.KeyHash == hash && d.AccountId == actor.AccountId && d.LastSeenAt > since))
            {
                return new Refusal(RefusalCode.PushMissing);
            }
        }

        return await ReplaceAsync(new PushSubscriptionRow
        {
            Id = await _ids.NextAsync(IdKind.PushSubscription),
            AccountId = actor.AccountId,
            CustomerId = actor.CustomerId,
            DeviceHash = hash,
            EndpointHash = PushTargets.HashOf(target),
            Target = _targets.Protect(form),
            Language = Letters.LetterLanguage.Of(language).Code,
            CreatedAt = now,
        });
    }

    /// <summary>
    /// The browser changed its subscription by itself, perhaps while nobody was signed in: the device's own key says whose it is. Refuses push_invalid, and
    /// push_missing where the device has none to change.
    /// </summary>
    public async Task<Refusal?> RenewAsync(string? deviceKey, PushForm form, DateTimeOffset now)
    {
        if (!PushTarget.Parse(form.Endpoint, form.P256dh, form.Auth, _settings.Loopback).TryGet(out var target, out var refusal))
        {
            return refusal;
        }

        var (hash, since) = (AccessKey.Hash(deviceKey), now - _access.DeviceLife);
        PushSubscriptionRow? before;
        await using (var db = await _databases.CreateDbContextAsync())
        {
            before = hash is null ? null : await db.PushSubscriptions.AsNoTracking().Where(s => s.DeviceHash == hash)
                .Where(s => db.KnownDevices.Any(d => d.KeyHash == hash && d.AccountId == s.AccountId && d.LastSeenAt > since)).SingleOrDefaultAsync();
        }

        return before is null ? new Refusal(RefusalCode.PushMissing) : await ReplaceAsync(new PushSubscriptionRow
        {
            Id = await _ids.NextAsync(IdKind.PushSubscription),
            AccountId = before.AccountId,
            CustomerId = before.CustomerId,
            DeviceHash = before.DeviceHash,
            EndpointHash = PushTargets.HashOf(target),
            Target = _targets.Protect(form),
            Language = before.Language,
            CreatedAt = now,
        });
    }

    /// <summary>Off on this device. Nothing to do is no error.</summary>
    public async Task RemoveAsync(CustomerActor actor, string? deviceKey)
    {
        var hash = AccessKey.Hash(deviceKey);
        await using var db = await _databases.CreateDbContextAsync();
        await db.PushSubscriptions.Where(s => s.DeviceHash == hash && s.AccountId == actor.AccountId).ExecuteDeleteAsync();
    }

    /// <summary>In the place of what the device or the browser had; the oldest beyond the limit go. Refuses push_missing when the device was forgotten meanwhile.</summary>
    private async Task<Refusal?> ReplaceAsync(PushSubscriptionRow row)
    {
        for (var collision = 0; collision < MaxCollisions; collision++)
        {
            await using var db = await _databases.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.PushSubscriptions.Where(s => s.EndpointHash == row.EndpointHash || (s.DeviceHash == row.DeviceHash && s.AccountId == row.AccountId)).ExecuteDeleteAsync();
            var kept = await db.PushSubscriptions.Where(s => s.CustomerId == row.CustomerId).OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id)
                .Select(s => s.Id).Take(MaxPerCustomer - 1).ToListAsync();
            await db.PushSubscriptions.Where(s => s.CustomerId == row.CustomerId && !kept.Contains(s.Id)).ExecuteDeleteAsync();
            db.PushSubscriptions.Add(row);
            try
            {
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return null;
            }
            catch (DbUpdateException)
            {
                // The same tap at the same moment, or a device that was forgotten: looked at again.
            }
        }

        return new Refusal(RefusalCode.PushMissing);
    }
}
