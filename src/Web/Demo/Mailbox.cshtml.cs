using Guichet.App.Letters;

namespace Guichet.Web.Demo;

/// <summary>The mailbox of everybody, the newest letter first.</summary>
public sealed class MailboxModel(DemonstrationMailbox mailbox) : DemoPage
{
    public IReadOnlyList<DemonstrationMail> Mails { get; private set; } = [];

    /// <summary>Only letters to this address.</summary>
    public string? To { get; private set; }

    public async Task OnGetAsync(string? to)
    {
        To = string.IsNullOrWhiteSpace(to) ? null : to.Trim();
        Mails = await mailbox.NewestAsync(To);
    }
}
