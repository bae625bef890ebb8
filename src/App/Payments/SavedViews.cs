using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <param name="Slot">Its number within the account.</param>
/// <param name="Query">What stands in the address of the list.</param>
public sealed record SavedView(int Slot, string Name, string Query);

/// <summary>The lists that an account has given a name. Nobody else's account is ever read: a slot is only a slot of the actor.</summary>
public sealed class SavedViews
{
    /// <summary>Of one account.</summary>
    public const int MaxViews = 20;

    /// <summary>Of a name, in characters.</summary>
    public const int MaxName = 40;

    /// <summary>Of an address, in characters: more than the longest that the page writes, with every text of rare letters.</summary>
    public const int MaxQuery = 4_000;

    /// <summary>Two windows may take the same slot at once.</summary>
    private const int Tries = 3;

    private readonly IDbContextFactory<AppDb> _databases;

    internal SavedViews(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(MerchantActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Of(db, actor).OrderBy(v => v.Name).ThenBy(v => v.Slot).Select(v => new SavedView(v.Slot, v.Name, v.Query)).ToListAsync();
    }

    /// <summary>Under a name that is there already the view is replaced. Refuses text_invalid beside «name», and views_full.</summary>
    public async Task<Result<SavedView>> SaveAsync(MerchantActor actor, string? typedName, string query)
    {
        if (Name(typedName) is not { } name || query.Length > MaxQuery)
        {
            return new Refusal(RefusalCode.TextInvalid, MaxName) { Field = "name" };
        }

        for (var tries = 1; ; tries++)
        {
            await using var db = await _databases.CreateDbContextAsync();
            var views = await Of(db, actor).ToListAsync();
            var view = views.Find(v => v.Name == name);
            if (view is null && views.Count >= MaxViews)
            {
                return new Refusal(RefusalCode.ViewsFull, MaxViews);
            }

            if (view is null)
            {
                view = new SavedViewRow { AccountId = actor.AccountId, Slot = Enumerable.Range(1, MaxViews).First(slot => views.TrueForAll(v => v.Slot != slot)), Name = name, Query = query };
                db.SavedViews.Add(view);
            }

            view.Query = query;
            try
            {
                await db.SaveChangesAsync();
                return new SavedView(view.Slot, view.Name, view.Query);
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // The other window was quicker: with what it wrote, once more.
            }
        }
    }

    /// <summary>Refuses text_invalid beside «name» (also for the name of another view), and not_found.</summary>
    public async Task<Result<SavedView>> RenameAsync(MerchantActor actor, int slot, string? typedName)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var views = await Of(db, actor).ToListAsync();
        if (views.Find(v => v.Slot == slot) is not { } view)
        {
            return RefusalCode.NotFound;
        }

        if (Name(typedName) is not { } name || views.Exists(v => v.Name == name && v.Slot != slot))
        {
            return new Refusal(RefusalCode.TextInvalid, MaxName) { Field = "name" };
        }

        view.Name = name;
        await db.SaveChangesAsync();
        return new SavedView(slot, name, view.Query);
    }

    /// <summary>What is not there is deleted already.</summary>
    public async Task DeleteAsync(MerchantActor actor, int slot)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await Of(db, actor).Where(v => v.Slot == slot).ExecuteDeleteAsync();
    }

    private static IQueryable<SavedViewRow> Of(AppDb db, MerchantActor actor) => db.SavedViews.Where(v => v.AccountId == actor.AccountId);

    private static string? Name(string? typed) => Texts.Normalize(typed, MaxName) is { Length: > 0 } name ? name : null;
}
