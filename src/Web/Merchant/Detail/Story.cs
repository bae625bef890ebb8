using Guichet.App.Letters;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant.Detail;

/// <summary>One line of a payment's past.</summary>
/// <param name="Look">Of the mark: the state that the fact led to, or nothing particular.</param>
/// <param name="Reason">What the customer was told with it; null for nothing.</param>
/// <param name="Letters">The e-mails that it caused.</param>
public sealed record StoryLine(DateTimeOffset At, string What, string Who, string Icon, string Look, string? Reason, IReadOnlyList<StoryLetter> Letters);

/// <summary>An e-mail and what became of it.</summary>
/// <param name="Reason">In the words of the mail server, why it waits or was not delivered; null when all is well.</param>
public sealed record StoryLetter(string What, string State, string? Reason, string Icon, string Look);

/// <summary>What comes if nobody acts.</summary>
public sealed record ComingLine(string What, string Otherwise);

/// <summary>The timeline in words: facts of a payment and its coming deadline.</summary>
public sealed class Story(IStringLocalizer<Portal> texts, Deadlines deadlines, Moments moments)
{
    public IEnumerable<StoryLine> Past(PaymentView view, IReadOnlyList<LetterOnTimeline> letters, DateTimeOffset now) =>
        view.Timeline.Select(fact => new StoryLine(fact.At, What(fact, view.Payment), Who(fact, view), Icon(fact.Kind), Look(fact.Kind),
            PaymentFact.HasReason(fact.Kind) ? fact.Detail : null,
            [.. letters.Where(letter => letter.Version == fact.Version).Select(letter => Told(letter, now))]));

    public ComingLine? Coming(Payment payment) => payment.Deadline is not { } deadline || deadlines.IsPassed(deadline) ? null
        : payment.Status == PaymentStatus.Authorized ? new ComingLine(texts["coming.capture", Deadlines.Exact(deadline)], texts["coming.capture.then"])
        : new ComingLine(texts[Deadlines.EndsWithDay(deadline) ? "coming.pay" : "coming.pay.hour",
            Deadlines.EndsWithDay(deadline) ? Deadlines.Exact(deadline) : Moments.Hour(deadline)], texts["coming.pay.then"]);

    private StoryLetter Told(LetterOnTimeline letter, DateTimeOffset now)
    {
        var what = texts[$"letter.{letter.Kind}", letter.Recipient ?? "-"].Value;
        return letter.Progress switch
        {
            LetterProgress.Sent => new StoryLetter(what, texts["letter.sent", moments.Near(letter.At)], null, "mail", "sent"),
            LetterProgress.Failed => new StoryLetter(what, texts["letter.failed"], letter.Reason, "alert", "failed"),
            LetterProgress.Obsolete => new StoryLetter(what, texts["letter.obsolete"], null, "mail", "obsolete"),
            _ when letter.IsPlanned(now) => new StoryLetter(what, texts["letter.planned", moments.Near(letter.At)], null, "clock", "queued"),
            _ => new StoryLetter(what, texts["letter.queued"], letter.Reason, "clock", "queued"),
        };
    }

    private string What(TimelineFact fact, Payment payment)
    {
        var key = $"fact.{fact.Kind}";
        return fact.Kind switch
        {
            PaymentFactKind.ChannelChanged or PaymentFactKind.RequestMailed or PaymentFactKind.RequestSentAgain => fact.Detail is { } to ? texts[$"{key}.to", to] : texts[key],
            PaymentFactKind.Expired when fact.Amount is { } held => texts[$"{key}.held", Sentences.Of(held)],
            _ => texts[key, Sentences.Of(fact.Amount ?? payment.Amounts.Requested)],
        };
    }

    /// <summary>A customer is named as the detail names the payer, and no further; colleagues by their name.</summary>
    private string Who(TimelineFact fact, PaymentView view) => fact.Actor switch
    {
        ActorKind.Clock => texts["by.clock"],
        ActorKind.Customer => Joined(view.PayerName ?? texts["by.customer"], fact.Door),
        _ => Joined(fact.By ?? texts["by.merchant"], fact.Door),
    };

    private string Joined(string who, Door door) => door == Door.Job ? who : $"{who}, {texts[$"door.{door}"]}";

    private static string Icon(PaymentFactKind kind) => kind switch
    {
        PaymentFactKind.Created => "send",
        PaymentFactKind.Authorized => "hand",
        PaymentFactKind.AuthorizedAndCaptured or PaymentFactKind.Captured => "tick",
        PaymentFactKind.Expired => "hourglass",
        PaymentFactKind.ChannelChanged => "refresh",
        PaymentFactKind.RequestMailed or PaymentFactKind.RequestSentAgain => "mail",
        PaymentFactKind.Voided => "undo",
        _ => "cross",
    };

    private static string Look(PaymentFactKind kind) => kind switch
    {
        PaymentFactKind.Created => "awaiting-customer",
        PaymentFactKind.Authorized => "authorized",
        PaymentFactKind.AuthorizedAndCaptured or PaymentFactKind.Captured => "captured",
        _ => "other",
    };
}
