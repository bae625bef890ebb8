using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Portal;

/// <summary>People of «Littoral» beside those of the demonstration: a manager and cashiers, all with the signatory's password.</summary>
internal static class Staff
{
    public const string Pins = "10000651", Musee = "10000652", Port = "10000653";
    public const string Manager = "400000011", Cashier = "400000012", Limited = "400000013", Nowhere = "400000014";

    /// <summary>In euros: what the limited cashier may validate; the demonstration's pre-reservation at «Camping des Pins» is 150 €.</summary>
    public const long Limit = 149_99;

    public static async Task<PortalSite> WithStaffAsync(this Task<PortalSite> starting)
    {
        var site = await starting;
        await AddAsync(site, 9_001, Manager, AccountKind.Manager, null, Pins, Musee);
        await AddAsync(site, 9_002, Cashier, AccountKind.Cashier, null, Pins);
        await AddAsync(site, 9_003, Limited, AccountKind.Cashier, Limit, Pins);
        await AddAsync(site, 9_004, Nowhere, AccountKind.Manager, null);
        return site;
    }

    public static Task<Visitor> AsAsync(this PortalSite site, string number, string language = "fr") => site.SignInAsync(number, "littoral-signataire-2026", language);

    /// <summary>Tells everybody who asks that the account has changed, as whoever changes it has to.</summary>
    public static async Task ChangeAsync(this PortalSite site, string number, Action<AccountRow> change)
    {
        await using var db = await site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var name = FindAccount.Normalize($"m:{number}");
        var account = await db.Accounts.SingleAsync(a => a.NormalizedUserName == name);
        change(account);
        await db.SaveChangesAsync();
        site.Get<Sessions>().Forget(account.Id);
    }

    public static async Task<MerchantActor> ActorAsync(this PortalSite site, string number)
    {
        var opened = (await site.Get<SignIn>().RunAsync(new SignInAttempt(AccountArea.Merchant, number, "littoral-signataire-2026", null), site.Now)).Value;
        var session = (await site.Get<Sessions>().FindAsync(opened.SessionKey, AccountArea.Merchant, touch: false, site.Now))!;
        return new MerchantActor(session.AccountId, session.AgreementId!.Value, session.Points, session.Name, null) { Role = session.Role, CaptureLimit = session.CaptureLimit };
    }

    private static async Task AddAsync(PortalSite site, long id, string number, AccountKind kind, long? limit, params string[] shopIds)
    {
        await using var db = await site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var signatory = await db.Accounts.AsNoTracking().SingleAsync(a => a.NormalizedUserName == "M:708900");
        db.Accounts.Add(new AccountRow
        {
            Id = id, UserName = $"m:{number}", NormalizedUserName = FindAccount.Normalize($"m:{number}"), Kind = kind, FirstName = "Camille", LastName = $"Essai {number[^1]}",
            AgreementId = signatory.AgreementId, PasswordHash = signatory.PasswordHash, CaptureLimit = limit,
        });
        await db.SaveChangesAsync();
        db.AccountPoints.AddRange((await db.PointsOfSale.Where(p => shopIds.Contains(p.ShopId)).ToListAsync()).Select(p => new AccountPointRow { AccountId = id, PointOfSaleId = p.Id }));
        await db.SaveChangesAsync();
    }
}
