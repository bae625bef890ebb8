using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>«Se souvenir de cet e-mail pour les prochains encaissements»: where an account wants the news of its pre-reservations.</summary>
public sealed class RememberedEmail
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal RememberedEmail(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<string> OfAsync(MerchantActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.Accounts.Where(a => a.Id == actor.AccountId).Select(a => a.RememberedNotifyEmail).SingleOrDefaultAsync() ?? "";
    }

    /// <summary>What is no e-mail is not kept: the form has told so already.</summary>
    public async Task KeepAsync(MerchantActor actor, string typedEmail)
    {
        if (CustomerIdentifier.Email(typedEmail).TryGet(out var email, out _))
        {
            await using var db = await _databases.CreateDbContextAsync();
            await db.Accounts.Where(a => a.Id == actor.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.RememberedNotifyEmail, email));
        }
    }

    /// <summary>That address is no longer offered; another one that is remembered stays.</summary>
    public async Task ForgetAsync(MerchantActor actor, string typedEmail)
    {
        if (CustomerIdentifier.Email(typedEmail).TryGet(out var email, out _))
        {
            await using var db = await _databases.CreateDbContextAsync();
            await db.Accounts.Where(a => a.Id == actor.AccountId && a.RememberedNotifyEmail == email).ExecuteUpdateAsync(set => set.SetProperty(a => a.RememberedNotifyEmail, (string?)null));
        }
    }
}
