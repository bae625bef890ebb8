using Guichet.App.Letters;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Demo;

/// <summary>One letter of the gallery in one language.</summary>
public sealed class GalleryLetterModel(DemonstrationLetters letters) : DemoPage
{
    public DemonstrationLetter Letter { get; private set; } = null!;

    public IActionResult OnGet(string name, string language)
    {
        if (letters.Find(name, language) is not { } letter)
        {
            return NotFound();
        }

        Letter = letter;
        return Page();
    }
}
