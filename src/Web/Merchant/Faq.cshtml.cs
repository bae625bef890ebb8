using System.Globalization;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant;

/// <summary>One question of the FAQ with its answer, in the reader's language.</summary>
public sealed record FaqEntry(string Name, string Question, string Answer);

/// <summary>Questions and answers; a search keeps those that hold every typed word, whatever its accents and case.</summary>
[AllowAnonymous]
public sealed class FaqModel(IStringLocalizer<PortalPages> texts, IssuerRules rules) : PageModel
{
    public const int MaxSearch = 100;

    public string Search { get; private set; } = "";
    public IReadOnlyList<FaqEntry> Found { get; private set; } = [];

    public void OnGet(string? q)
    {
        // What cannot be a text (control characters, far too long) matches nothing rather than everything.
        var normal = Domain.Texts.Normalize(q, MaxSearch);
        Search = normal ?? "…";
        var words = normal?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Found = [.. All().Where(entry => words is not null && words.All(word => Holds(entry.Question, word) || Holds(entry.Answer, word)))];
    }

    private IEnumerable<FaqEntry> All()
    {
        (string Name, object[] Figures)[] entries =
        [
            ("collect", []), ("minimum", [Sentences.Of(rules.MinimumRequest), Sentences.Of(rules.MaximumRequest)]), ("part", []),
            ("qr", [rules.QrCodeWindow.TotalMinutes]), ("unknown", []), ("lost", []), ("cancel", []), ("status", []), ("blocked", []), ("points", []),
            ("phone", []), ("language", []),
        ];
        return entries.Select(x => new FaqEntry(x.Name, texts[$"faq.{x.Name}.q"], texts[$"faq.{x.Name}.a", x.Figures]));
    }

    private static bool Holds(string text, string word) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
