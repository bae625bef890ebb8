using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Push.Protocol;
using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Push.Sending;

/// <summary>«Envoyer une notification d'essai»: to the device that asks, at once.</summary>
public sealed class SendTestPush
{
    public const int PerWindow = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PushTargets _targets;
    private readonly PushClient _client;

    internal SendTestPush(IDbContextFactory<AppDb> databases, PushTargets targets, PushClient client) => (_databases, _targets, _client) = (databases, targets, client);

    /// <summary>Null when the service took it. Refuses push_missing (none on this device, or it has just ended), too_many_attempts (minutes), unavailable when the service does not answer.</summary>
    public async Task<Refusal?> RunAsync(CustomerActor actor, string? deviceKey, DateTimeOffset now, CancellationToken stopping)
    {
        var hash = AccessKey.Hash(deviceKey);
        await using var db = await _databases.CreateDbContextAsync(stopping);
        if (await db.PushSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.DeviceHash == hash && s.AccountId == actor.AccountId, stopping) is not { } subscription
            || _targets.Read(subscription.Target) is not { } target)
        {
            return new Refusal(RefusalCode.PushMissing);
        }

        if (await WindowTries.ReserveAsync(db, WindowTries.TestPushes(actor.AccountId), PerWindow, Window, now) is { } refusal)
        {
            return refusal;
        }

        var text = PushCatalog.OfTest(LetterLanguage.Of(subscription.Language), now);
        var answer = await _client.SendAsync(new OutgoingPush(target, text.ToBytes(), Life, text.Tag), now, stopping);
        switch (answer.Outcome)
        {
            case PushOutcome.Accepted:
                await db.PushSubscriptions.Where(s => s.Id == subscription.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSuccessAt, now), CancellationToken.None);
                return null;
            case PushOutcome.Gone:
                await db.PushSubscriptions.Where(s => s.Id == subscription.Id).ExecuteDeleteAsync(CancellationToken.None);
                return new Refusal(RefusalCode.PushMissing);
            default:
                return new Refusal(RefusalCode.Unavailable);
        }
    }
}
