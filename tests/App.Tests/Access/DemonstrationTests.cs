using Guichet.App.Access;
using Guichet.App.Demonstration;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Tests.Access;

public class DemonstrationTests
{
    private static readonly TestDatabases Databases = new(value => StorageSetup.MigrateAsync(value));

    /// <summary>An ordinary day, the day after New Year, and the night of a clock change.</summary>
    public static readonly string[] Days = ["2026-11-23T14:00:00Z", "2027-01-01T00:30:00Z", "2026-10-25T00:30:00Z"];

    [Theory]
    [EachDatabase(0)]
    [EachDatabase(1)]
    [EachDatabase(2)]
    public async Task The_ledger_balances_and_the_wallets_are_what_the_contract_says(DatabaseKind kind, int day)
    {
        await using var database = await Databases.CreateAsync(kind);
        var now = DateTimeOffset.Parse(Days[day], null);
        await using var services = Services(database.Value, demonstration: true);
        (await services.GetRequiredService<CreateDemonstration>().RunAsync(now)).ShouldBeTrue();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var postings = await db.Postings.AsNoTracking().ToListAsync();
        postings.GroupBy(x => x.EntryId).ShouldAllBe(entry => entry.Sum(x => x.AmountCents) == 0 && entry.Count() > 1);

        var wallets = await db.Wallets.AsNoTracking().ToListAsync();
        var fromPostings = postings.Where(x => x.Account == AccountKind.WalletAvailable).GroupBy(x => (x.OwnerId, x.IssueYear)).ToDictionary(x => x.Key, x => x.Sum(p => p.AmountCents));
        wallets.ToDictionary(x => (x.CustomerId, x.IssueYear), x => x.AvailableCents).ShouldBe(fromPostings, ignoreOrder: true);

        var year = ParisCalendar.DayOf(now).Year;
        (await PartsAsync(db, "10000000011")).ShouldBe([(year - 2, 100_00L), (year, 150_00L)]);
        (await PartsAsync(db, "10000000029")).ShouldBe([(year, 60_00L)]);
        (await PartsAsync(db, "10000000037")).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Past_operations_are_in_every_state_with_facts_and_money_to_match(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        var now = DateTimeOffset.Parse(Days[0], null);
        await using var services = Services(database.Value, demonstration: true);
        await services.GetRequiredService<CreateDemonstration>().RunAsync(now);
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var payments = await db.Payments.AsNoTracking().ToListAsync();
        payments.Select(x => x.Status).Distinct().Count().ShouldBe(Enum.GetValues<PaymentStatus>().Length);
        payments.Where(x => x.Status == PaymentStatus.Captured).ShouldContain(x => x.CapturedCents < x.RequestedCents);
        payments.ShouldAllBe(x => ParisCalendar.DayOf(x.CreatedAt) < ParisCalendar.DayOf(now) && x.LastActivityAt < now);
        payments.ShouldAllBe(x => (x.Status != PaymentStatus.AwaitingCustomer || x.PayBy > now.AddDays(5)) && (x.Status != PaymentStatus.Authorized || x.CaptureBy > now.AddDays(3)));
        string[] published = ["10000000011", "10000000029", "10000000037"];
        var people = await db.Customers.Where(x => published.Contains(x.Number)).Select(x => x.Id).ToListAsync();
        payments.ShouldAllBe(x => !people.Contains(x.PayerId ?? 0) && !people.Contains(x.AddresseeId ?? 0));

        var facts = await db.PaymentFacts.AsNoTracking().ToListAsync();
        var postings = await db.Postings.AsNoTracking().ToListAsync();
        foreach (var payment in payments)
        {
            facts.Where(x => x.PaymentId == payment.Id).OrderBy(x => x.Version).Select(x => x.Version).ShouldBe(Enumerable.Range(1, payment.Version));
            facts.Single(x => x.PaymentId == payment.Id && x.Version == payment.Version).ToStatus.ShouldBe(payment.Status);
            var held = postings.Where(x => x.Account == AccountKind.Held && x.OwnerId == payment.Id).Sum(x => x.AmountCents);
            held.ShouldBe(payment.Status == PaymentStatus.Authorized ? payment.AuthorizedCents!.Value : 0);
        }

        (await db.Letters.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [EachDatabase(AccountArea.Merchant, "708900", "littoral-signataire-2026")]
    [EachDatabase(AccountArea.Merchant, "10000651", "pins-accueil-2026")]
    [EachDatabase(AccountArea.Merchant, "708901", "cimes-signataire-2026")]
    [EachDatabase(AccountArea.Customer, "lea.martin@example.org", "lea-vacances-2026", "4071")]
    [EachDatabase(AccountArea.Customer, "10000000029", "karim-vacances-2026", "6193")]
    [EachDatabase(AccountArea.Customer, "rose.petit@example.org", "rose-vacances-2026", "8305")]
    public async Task The_published_sign_ins_work(DatabaseKind kind, AccountArea area, string number, string password, string? code = null)
    {
        await using var database = await Databases.CreateAsync(kind);
        await using var services = Services(database.Value, demonstration: true);
        var now = DateTimeOffset.Parse(Days[0], null);
        await services.GetRequiredService<CreateDemonstration>().RunAsync(now);
        var opened = (await services.GetRequiredService<SignIn>().RunAsync(new SignInAttempt(area, number, password, null), now)).Value;
        if (code is not null)
        {
            (await services.GetRequiredService<SignInByCode>().RunAsync(opened.DeviceKey, code, null, now)).Refusal.ShouldBeNull();
        }
    }

    [Theory, EachDatabase]
    public async Task It_is_made_once_and_never_in_production(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        await using (var production = Services(database.Value, demonstration: false))
        {
            await Should.ThrowAsync<InvalidOperationException>(() => production.GetRequiredService<CreateDemonstration>().RunAsync(DateTimeOffset.UnixEpoch));
        }

        await using var services = Services(database.Value, demonstration: true);
        (await services.GetRequiredService<CreateDemonstration>().RunAsync(DateTimeOffset.Parse(Days[0], null))).ShouldBeTrue();
        (await services.GetRequiredService<CreateDemonstration>().RunAsync(DateTimeOffset.Parse(Days[0], null))).ShouldBeFalse();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        (await db.Agreements.CountAsync()).ShouldBe(2);
    }

    private static async Task<List<(int Year, long Cents)>> PartsAsync(AppDb db, string number)
    {
        var customer = await db.Customers.SingleAsync(x => x.Number == number);
        return (await db.Wallets.Where(x => x.CustomerId == customer.Id).OrderBy(x => x.IssueYear).ToListAsync()).ConvertAll(x => (x.IssueYear, x.AvailableCents));
    }

    private static ServiceProvider Services(string database, bool demonstration)
    {
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(keys, recursive: true);
        var services = new ServiceCollection().AddGuichetStorage(database).AddAccess(new AccessSettings { KeysFolder = keys, Demonstration = demonstration });
        services.AddSingleton(x => new RequestLinks(x.GetRequiredService<AppSecrets>().Derive("request-link")));
        return services.AddDemonstration().BuildServiceProvider();
    }
}
