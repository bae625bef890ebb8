namespace Guichet.App.Merchants.Joining;

/// <summary>How much a stranger may put before the operators; every limit has a name.</summary>
public sealed record JoiningLimits
{
    public const int DocumentMegabytes = 5;
    public const int MaxDocumentBytes = DocumentMegabytes * 1024 * 1024;
    public const int MaxDocuments = 4;

    /// <summary>Of one form with its documents, a little more than they may be, so that one that is too large is told by name.</summary>
    public const int MaxFormBytes = (MaxDocuments + 2) * MaxDocumentBytes;

    /// <summary>Unconfirmed and waiting ones that name one e-mail; beyond it nothing is kept and nothing mailed, and the page answers alike.</summary>
    public int WaitingPerEmail { get; init; } = 3;

    /// <summary>Letters with a link, of one application.</summary>
    public int LettersPerApplication { get; init; } = 3;

    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From one network address within <see cref="Window"/>.</summary>
    public int ApplicationsPerAddress { get; init; } = 10;

    public int DocumentsPerAddress { get; init; } = 24;
    public int LettersPerAddress { get; init; } = 20;
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What all documents that no confirmed application has may take together, in bytes.</summary>
    public long UnconfirmedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>With those that wait for the operators, whose senders only had to have an address: strangers cannot fill the disk.</summary>
    public long UndecidedBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Documents of a form that was never sent: short, for they take the place of others'.</summary>
    public TimeSpan DraftsKept { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Applications whose address was never confirmed, with their documents.</summary>
    public TimeSpan UnconfirmedKept { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Documents of a refused application: as long as its refusal may be disputed. The application itself stays.</summary>
    public TimeSpan RefusedDocumentsKept { get; init; } = TimeSpan.FromDays(90);
}
