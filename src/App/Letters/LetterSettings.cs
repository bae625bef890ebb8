using System.Net.Mail;

namespace Guichet.App.Letters;

/// <summary>Settings of the letters.</summary>
public sealed record LetterSettings
{
    /// <summary>GUICHET_URL: the public address that links lead to.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>GUICHET_MAIL: «outbox» (the demonstration's mailbox) or «smtp://user:password@host:port», «smtps://…».</summary>
    public required string Mail { get; init; }

    /// <summary>GUICHET_MAIL_FROM: the sender, «Name &lt;address&gt;» or an address; by default no-reply at the host of the public address.</summary>
    public string? From { get; init; }

    /// <summary>GUICHET_ISSUER: who signs the letters, e.g. a private issuer; by default the name in the texts, in the reader's language.</summary>
    public string? IssuerName { get; init; }

    /// <summary>The name under which the issuer signs, in a reader's language.</summary>
    public string IssuerNameIn(System.Globalization.CultureInfo culture) =>
        IssuerName is { Length: > 0 } name ? PlainLine.Of(name) : LetterLanguage.Of(culture.TwoLetterISOLanguageName).Text("Frame.Issuer");

    public bool IsOutbox => Mail.Equals("outbox", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">GUICHET_MAIL_FROM is no address.</exception>
    internal MailAddress Sender => From is { Length: > 0 } typed
        ? MailAddress.TryCreate(typed, out var address) ? address : throw new FormatException("GUICHET_MAIL_FROM: expected «address» or «Name <address>»")
        : new MailAddress($"no-reply@{PublicUrl.IdnHost}", "Guichet");
}
