using Guichet.App.Letters;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Demo;

/// <summary>One letter: rendered, and as text with its links.</summary>
public sealed class MailModel(DemonstrationMailbox mailbox) : DemoPage
{
    public DemonstrationMail Mail { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await mailbox.FindAsync(id) is not { } mail)
        {
            return NotFound();
        }

        Mail = mail;
        return Page();
    }
}
