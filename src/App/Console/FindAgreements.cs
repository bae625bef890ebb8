using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="Points">How many acceptance points it has.</param>
/// <param name="SuspendedPoints">How many of them are suspended.</param>
public sealed record FoundAgreement(long Id, string Number, string Name, string? Siret, DateTimeOffset? SuspendedAt, int Points, int SuspendedPoints);

public sealed record AgreementPoint(long Id, string ShopId, string Name, string Town, DateTimeOffset? SuspendedAt, string? Reason, DateTimeOffset? ClosedAt);

/// <param name="Number">What it is signed in to with.</param>
/// <param name="Email">Masked.</param>
public sealed record AgreementAccount(long Id, Role Role, string Number, string Name, string? Email, bool IsOpen, bool HasPassword, DateOnly? LastDay);

/// <param name="Point">Name of the point; null for the whole agreement.</param>
public sealed record PastSuspension(string? Point, string Reason, DateTimeOffset At, string By, string? ResumeReason, DateTimeOffset? ResumedAt, string? ResumedBy);

public sealed record AgreementFile(
    FoundAgreement Agreement, string? Reason, string? Activity, string? Email, string? Phone, string? Address, IReadOnlyList<AgreementPoint> Points,
    IReadOnlyList<AgreementAccount> Accounts, IReadOnlyList<PastSuspension> Suspensions);

/// <summary>Agreements, for the issuer's operators: by number, Shop ID, SIRET or name.</summary>
public sealed class FindAgreements
{
    public const int MaxFound = 50;

    /// <summary>Points, accounts and suspensions shown of one agreement, each.</summary>
    public const int MaxShown = 200;

    private const int MaxTyped = 60;

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindAgreements(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>By the order of their names, at most <see cref="MaxFound"/>; for an empty search those that are suspended.</summary>
    public async Task<IReadOnlyList<FoundAgreement>> SearchAsync(string? typed)
    {
        if (Texts.Normalize(typed, MaxTyped) is not { } text)
        {
            return [];
        }

        await using var db = await _databases.CreateDbContextAsync();
        var agreements = db.Agreements.AsQueryable();
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (text.Length == 0)
        {
            agreements = agreements.Where(a => a.SuspendedAt != null || db.PointsOfSale.Any(p => p.AgreementId == a.Id && p.SuspendedAt != null));
        }
        else if (digits.All(char.IsAsciiDigit))
        {
            agreements = agreements.Where(a => a.Number == digits || a.Siret == digits || db.PointsOfSale.Any(p => p.AgreementId == a.Id && p.ShopId == digits));
        }
        else
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var pattern = SearchPattern.Containing(word);
                agreements = db.Database.IsNpgsql()
                    ? agreements.Where(a => EF.Functions.ILike(a.Name, pattern, SearchPattern.Escape))
                    : agreements.Where(a => EF.Functions.Like(a.Name, pattern, SearchPattern.Escape));
            }
        }

        return await Found(db, agreements.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(MaxFound)).ToListAsync();
    }

    /// <summary>Refuses not_found.</summary>
    /// <param name="number">Of the agreement, 6 digits.</param>
    public async Task<Result<AgreementFile>> ReadAsync(string number, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Agreements.AsNoTracking().SingleOrDefaultAsync(a => a.Number == number) is not { } row)
        {
            return RefusalCode.NotFound;
        }

        var points = await db.PointsOfSale.Where(p => p.AgreementId == row.Id).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MaxShown)
            .Select(p => new AgreementPoint(p.Id, p.ShopId, p.Name, p.Town, p.SuspendedAt, p.SuspensionReason, p.ClosedAt)).ToListAsync();
        var accounts = await db.Accounts.AsNoTracking().Where(a => a.AgreementId == row.Id).OrderBy(a => a.Kind).ThenBy(a => a.Id).Take(MaxShown).ToListAsync();
        return new AgreementFile((await Found(db, db.Agreements.Where(a => a.Id == row.Id)).ToListAsync())[0], row.SuspensionReason, row.Activity, Masked(row.ContactEmail), row.ContactPhone,
            row.PostalAddress, points,
            [.. accounts.Select(a => new AgreementAccount(a.Id, AccountRules.RoleOf(a.Kind), a.UserName!.Split(':')[^1], $"{a.FirstName} {a.LastName}", Masked(a.Email), a.IsOpen(now), a.PasswordHash is not null, a.LastDay))],
            await SuspensionsAsync(db, row.Id));
    }

    private static async Task<IReadOnlyList<PastSuspension>> SuspensionsAsync(AppDb db, long agreementId) =>
        await (from past in db.Suspensions.Where(x => x.AgreementId == agreementId)
               join suspender in db.Accounts on past.SuspendedBy equals suspender.Id
               join resumer in db.Accounts on past.ResumedBy equals resumer.Id into resumers
               from resumer in resumers.DefaultIfEmpty()
               join point in db.PointsOfSale on past.PointOfSaleId equals point.Id into points
               from point in points.DefaultIfEmpty()
               orderby past.SuspendedAt descending, past.Id descending
               select new PastSuspension(point == null ? null : point.Name, past.Reason, past.SuspendedAt, suspender.FirstName + " " + suspender.LastName, past.ResumeReason, past.ResumedAt,
                   resumer == null ? null : resumer.FirstName + " " + resumer.LastName)).Take(MaxShown).ToListAsync();

    private static string? Masked(string? email) => email is null ? null : CustomerIdentifier.Mask(email);

    private static IQueryable<FoundAgreement> Found(AppDb db, IQueryable<AgreementRow> agreements) => agreements.Select(a => new FoundAgreement(a.Id, a.Number, a.Name, a.Siret, a.SuspendedAt,
        db.PointsOfSale.Count(p => p.AgreementId == a.Id), db.PointsOfSale.Count(p => p.AgreementId == a.Id && p.SuspendedAt != null)));
}
