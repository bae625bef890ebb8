using System.Resources;
using Guichet.App.Letters;

namespace Guichet.App.Push;

/// <summary>The sentences of the notifications: PushWords.resx is French, PushWords.en.resx English. A missing one is a bug, never an empty line.</summary>
internal static class PushWords
{
    private static readonly ResourceManager Resources = new("Guichet.App.Push.PushWords", typeof(PushWords).Assembly);

    /// <param name="values">Made harmless by whoever gives them (<see cref="PlainLine"/>).</param>
    public static string Get(string key, LetterLanguage language, params object[] values) =>
        string.Format(language.Culture, Resources.GetString(key, language.Culture) ?? throw new InvalidOperationException($"No text for {key}"), values);
}
