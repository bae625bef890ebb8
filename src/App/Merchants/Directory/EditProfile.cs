using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Directory;

/// <summary>Saves «Mes données mises en ligne» of one point: what is saved is what customers read from then on, if the merchant publishes it.</summary>
public sealed class EditProfile
{
    /// <summary>Of entry codes: nothing in it looks like something else.</summary>
    private const string CodeLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly IDbContextFactory<AppDb> _databases;

    internal EditProfile(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses forbidden, not_found, what <see cref="ProfileForm.Check"/> refuses, and point_closed when a closed point would be published.</summary>
    /// <returns>None when it is done.</returns>
    public async Task<IReadOnlyList<Refusal>> RunAsync(MerchantActor actor, string shopId, ProfileForm form, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.EditProfile) is { } forbidden)
        {
            return [forbidden];
        }

        var at = ParisCalendar.Truncate(now);
        var (facts, refusals) = form.Check();
        if (facts is null)
        {
            return refusals;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Two who save at once do it one after the other; the last one counts.
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await MerchantPoints.Seen(db, actor).SingleOrDefaultAsync(p => p.ShopId == shopId) is not { } point)
        {
            return [new Refusal(RefusalCode.NotFound)];
        }

        if (facts.IsPublished && point.ClosedAt is { } closed)
        {
            return [new Refusal(RefusalCode.PointClosed, closed)];
        }

        var profile = await db.PublishedProfiles.SingleOrDefaultAsync(x => x.PointOfSaleId == point.Id);
        var wasPublished = profile?.IsPublished == true;
        if (profile is null)
        {
            db.PublishedProfiles.Add(profile = NewRow(point.Id));
        }

        Fill(profile, facts);
        (profile.ChangedAt, profile.ChangedBy) = (at, actor.AccountId);
        await db.SaveChangesAsync();
        await db.ProfileWords.Where(x => x.PointOfSaleId == point.Id).ExecuteDeleteAsync();
        db.ProfileWords.AddRange(WordsOf(point.Id, facts));
        var action = facts.IsPublished ? AuditAction.ProfilePublished : wasPublished ? AuditAction.ProfileWithdrawn : AuditAction.ProfileEdited;
        await AuditTrail.AppendAsync(db, actor.AccountId, action, AuditSubject.Point(actor.AgreementId, point.Id), at);
        await transaction.CommitAsync();
        return [];
    }

    internal static PublishedProfileRow NewRow(long pointId) => new()
    {
        PointOfSaleId = pointId,
        EntryCode = RandomNumberGenerator.GetString(CodeLetters, PublishedProfiles.EntryCodeLength),
        Name = "",
        SortName = "",
        Activities = "",
        Postcode = "",
        Town = "",
    };

    internal static void Fill(PublishedProfileRow row, ProfileFacts facts)
    {
        (row.IsPublished, row.Name, row.SortName, row.Activities) = (facts.IsPublished, facts.Name, FoldedText.Of(facts.Name), string.Join(' ', facts.Activities));
        (row.Description, row.Street, row.Postcode, row.Town) = (facts.Description, facts.Street, facts.Postcode, facts.Town);
        (row.Phone, row.WebAddress, row.Opening, row.Accepted, row.Accessibility) = (facts.Phone, facts.WebAddress, facts.Opening, facts.Accepted, facts.Accessibility);
    }

    /// <summary>None of one that is not published: it is not found by them either.</summary>
    internal static IEnumerable<ProfileWordRow> WordsOf(long pointId, ProfileFacts facts) =>
        facts.IsPublished ? ProfileWords.Of(facts).Select(word => new ProfileWordRow { Word = word, PointOfSaleId = pointId }) : [];
}
