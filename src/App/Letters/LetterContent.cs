namespace Guichet.App.Letters;

/// <summary>The colour of a letter's state; never alone, always with its word.</summary>
public enum LetterTone
{
    Accent,
    Waiting,
    ToValidate,
    Validated,
    Ended,
    Error,
}

/// <summary>What one letter says, as plain texts: the frames make HTML and text from it, and are the only place that encodes.</summary>
public sealed record LetterContent
{
    public required string Subject { get; init; }
    public required string Title { get; init; }

    /// <summary>The state's word beside the title.</summary>
    public required string Status { get; init; }

    public required LetterTone Tone { get; init; }
    public required string Greeting { get; init; }
    public required IReadOnlyList<LetterBlock> Blocks { get; init; }

    /// <summary>Why the reader gets it, and what we never ask for.</summary>
    public required IReadOnlyList<string> Footer { get; init; }
}

/// <summary>A part of a letter.</summary>
public abstract record LetterBlock;

public sealed record Paragraph(string Text) : LetterBlock;

/// <summary>The amount where money is the subject: the largest thing of the letter.</summary>
public sealed record AmountBlock(string Caption, string Amount) : LetterBlock;

public sealed record FactsBlock(IReadOnlyList<LetterFact> Facts) : LetterBlock;

public sealed record LetterFact(string Label, string Value);

/// <summary>The one thing to do; its address also stands below it, for readers without buttons.</summary>
public sealed record ButtonBlock(string Label, Uri Address) : LetterBlock;

/// <summary>Quieter than a paragraph.</summary>
public sealed record NoteBlock(string Text) : LetterBlock;
