using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Guichet.Domain.Merchants.Profiles;

namespace Guichet.App.Merchants.Directory;

/// <summary>What a profile is found by, and what somebody looks for, in the same form.</summary>
internal static class ProfileWords
{
    /// <summary>Of a name and a town together; what follows is not searched for.</summary>
    private const int Most = 40;

    public static IEnumerable<string> Of(ProfileFacts facts) =>
    [
        .. FoldedText.Words($"{facts.Name} {facts.Town} {facts.Postcode}", Most).Select(Cut).Distinct(StringComparer.Ordinal),
        .. facts.Activities.Select(Of),
    ];

    public static string Of(Activity activity) => $"#{activity}";

    /// <summary>Words that start alike: from this one on, and before the end that is given, which is the last of all characters.</summary>
    public static (string From, string Before) Range(string typed) => (Cut(typed), $"{Cut(typed)}\U0010FFFF");

    /// <summary>Not through the middle of a character.</summary>
    private static string Cut(string word) => word.Length <= PublishedProfiles.MaxWord ? word
        : word[..(char.IsHighSurrogate(word[PublishedProfiles.MaxWord - 1]) ? PublishedProfiles.MaxWord - 1 : PublishedProfiles.MaxWord)];
}
