using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters.Mail;

/// <summary>The demonstration's mailbox: letters become rows that anyone can read. A row has its letter's id, so a letter that leaves twice arrives once.</summary>
internal sealed class OutboxTransport(IDbContextFactory<AppDb> databases) : IMailTransport, IMailSession
{
    public Task<MailOpening> OpenAsync(CancellationToken stopping) => Task.FromResult(new MailOpening(this, null));

    public async Task<MailAnswer> SendAsync(OutgoingMail mail)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (!await db.DemonstrationMails.AnyAsync(m => m.Id == mail.LetterId))
        {
            db.DemonstrationMails.Add(new DemonstrationMailRow
            {
                Id = mail.LetterId,
                At = mail.Date,
                Recipient = mail.Recipient,
                Subject = mail.Subject,
                Text = mail.Text,
                Html = mail.Html,
            });
            await db.SaveChangesAsync();
        }

        return MailAnswer.Sent;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
