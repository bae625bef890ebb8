using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Letters.Sending;
using Guichet.App.Push.Protocol;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Push.Sending;

/// <summary>What is to be done with a claimed push: to send until an instant, or the state that it ends in.</summary>
internal sealed record PreparedPush(OutgoingPush? Outgoing, DateTimeOffset Until, PushState Ends, string? Reason = null)
{
    public static PreparedPush Ended(PushState state, string? reason = null) => new(null, default, state, reason);
}

/// <summary>Composes a message at the moment of sending, from what is true then; what became untrue is dropped.</summary>
internal sealed class PreparePush(IDbContextFactory<AppDb> databases, ReadLetterModel models, PushTargets targets)
{
    /// <summary>Push bombing (ASVS 6.6.4): requests that a phone is told of within <see cref="Window"/>, whoever sends them; the others wait in the list.</summary>
    public const int RequestsPerWindow = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>News that no phone took for so long is in the mail and on the list.</summary>
    public static readonly TimeSpan NewsLife = TimeSpan.FromDays(1);

    public async Task<PreparedPush> RunAsync(ClaimedPush claim, DateTimeOffset now)
    {
        var (push, letter, subscription) = claim;
        if (subscription is null)
        {
            return PreparedPush.Ended(PushState.Obsolete, "The phone does not want messages any more");
        }

        if (targets.Read(subscription.Target) is not { } target)
        {
            return PreparedPush.Ended(PushState.Failed, "The key that protected its address is lost, or the address is not allowed");
        }

        var language = LetterLanguage.Of(subscription.Language);
        await using var db = await databases.CreateDbContextAsync();
        if (letter.PaymentId is null)
        {
            return await LapseDetails.ReadAsync(db, letter, now) is { } lapse ? To(target, PushCatalog.OfLapse(lapse, language, now), letter.CreatedAt + NewsLife, now) : PreparedPush.Ended(PushState.Obsolete);
        }

        var kind = (LetterKind)letter.Kind;
        if (await models.RunAsync(db, letter, new LetterReader(null, null, language, null)) is not { } model || PaymentLetterCatalog.Find(kind) is not { } about)
        {
            return PreparedPush.Ended(PushState.Failed, "Its payment or fact does not exist");
        }

        if (!about.IsStillTrue(model, now) || (PushCatalog.ClosesRequest(model) && !await WasShownAsync(db, push, letter)))
        {
            return PreparedPush.Ended(PushState.Obsolete);
        }

        if (kind == LetterKind.RequestToCustomer && push.Attempts == 1
            && await WindowTries.ReserveAsync(db, WindowTries.PushedRequests(subscription.Id), RequestsPerWindow, Window, now) is not null)
        {
            return PreparedPush.Ended(PushState.Held);
        }

        return To(target, PushCatalog.OfPayment(kind, model, language), kind == LetterKind.RequestToCustomer ? model.Payment.PayBy : letter.CreatedAt + NewsLife, now);
    }

    private static PreparedPush To(PushTarget target, PushText text, DateTimeOffset until, DateTimeOffset now) => until <= now ? PreparedPush.Ended(PushState.Obsolete)
        : new PreparedPush(new OutgoingPush(target, text.ToBytes(), until - now, text.Tag), until, PushState.Sent);

    /// <summary>The phone was told of the request that now ended.</summary>
    private static Task<bool> WasShownAsync(AppDb db, PushRow push, LetterRow letter) => db.Letters
        .Where(l => l.PaymentId == letter.PaymentId && l.Kind == (int)LetterKind.RequestToCustomer)
        .Join(db.Pushes.Where(p => p.SubscriptionId == push.SubscriptionId && p.State == PushState.Sent), l => l.Id, p => p.LetterId, (l, p) => p.LetterId).AnyAsync();
}
