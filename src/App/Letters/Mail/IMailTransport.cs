namespace Guichet.App.Letters.Mail;

/// <summary>A letter ready to leave: one recipient, subject of one line.</summary>
/// <param name="LetterId">Makes the Message-ID: a letter that leaves twice is the same message (I-28).</param>
/// <param name="QueuedAt">When it was queued; the other half of the Message-ID.</param>
internal sealed record OutgoingMail(long LetterId, DateTimeOffset QueuedAt, DateTimeOffset Date, string Recipient, string Subject, string Text, string Html, string Language);

internal enum MailOutcome
{
    Sent,

    /// <summary>This letter is not wanted now (a full mailbox, greylisting): later perhaps.</summary>
    RefusedForNow,

    /// <summary>This letter will never be wanted: no such mailbox.</summary>
    Refused,

    /// <summary>The server is gone, in the middle or from the start: no other letter has a chance now. Whether this one left is unknown.</summary>
    Unavailable,
}

/// <param name="Reason">What the server said, or what went wrong; null when sent.</param>
internal sealed record MailAnswer(MailOutcome Outcome, string? Reason = null)
{
    public static readonly MailAnswer Sent = new(MailOutcome.Sent);
}

/// <summary>How letters leave: the demonstration's mailbox or a mail server. One session serves a batch.</summary>
internal interface IMailTransport
{
    /// <returns>A session, or why there is none.</returns>
    Task<MailOpening> OpenAsync(CancellationToken stopping);
}

internal sealed record MailOpening(IMailSession? Session, string? Reason);

internal interface IMailSession : IAsyncDisposable
{
    /// <summary>Never throws for what a server or network does. Once begun, it is not cancelled: half a letter is an unknown outcome.</summary>
    Task<MailAnswer> SendAsync(OutgoingMail mail);
}
