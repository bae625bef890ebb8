using Guichet.App.Access;

namespace Guichet.App.Letters;

/// <summary>What a letter about an account is written from.</summary>
internal sealed record AccountLetterModel
{
    public required string? ReaderName { get; init; }

    /// <summary>When what the letter tells happened.</summary>
    public required DateTimeOffset At { get; init; }

    public required Uri SignInPage { get; init; }

    /// <summary>The one-time link; null for letters that have none.</summary>
    public Uri? Link { get; init; }

    /// <summary>When the link stops to work.</summary>
    public DateTimeOffset? LinkUntil { get; init; }

    public AccountLetterDetails Details { get; init; } = new();

    /// <summary>Titles that lapse; null for letters about anything else.</summary>
    public LapseDetails? Lapse { get; init; }

    /// <summary>What the account is signed in to with: digits, or a name.</summary>
    public string? SignInNumber { get; init; }

    public string Greeting(LetterLanguage language) => ReaderName is { } name ? language.Text("Greeting.Name", name) : language.Text("Greeting");
}

/// <summary>One kind of letter about an account.</summary>
internal interface IAccountLetter
{
    AccountLetterKind Kind { get; }

    LetterContent Write(AccountLetterModel model, LetterLanguage language);
}
