using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage;
using Guichet.Bench.Seed;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Bench;

/// <summary>The chain of a seeded database, as its list shows it.</summary>
internal sealed class ExportBenchWorld
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly MerchantActor _chain;

    private ExportBenchWorld(IDbContextFactory<AppDb> databases, MerchantActor chain) => (_databases, _chain) = (databases, chain);

    public static async Task<ExportBenchWorld> OpenAsync(string database)
    {
        var databases = new ServiceCollection().AddGuichetStorage(database).BuildServiceProvider().GetRequiredService<IDbContextFactory<AppDb>>();
        await using var db = await databases.CreateDbContextAsync();
        var chain = await db.Agreements.Where(a => a.Number == SeedWorld.ChainNumber).Select(a => a.Id).SingleAsync();
        return new ExportBenchWorld(databases, new MerchantActor(1, chain, null, "Chain", null) { Role = Role.Signatory });
    }

    /// <summary>Until the jobs of the server have ended what is due, so that the list stands still.</summary>
    public async Task SettleAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var now = TimeProvider.System.GetUtcNow();
        while (await db.Payments.AnyAsync(p => (p.Status == PaymentStatus.AwaitingCustomer && p.PayBy <= now) || (p.Status == PaymentStatus.Authorized && p.CaptureBy <= now), patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Page after page, each as large as the use case can make it.</summary>
    public async IAsyncEnumerable<Payment> ListAsync()
    {
        var find = new FindPayments(_databases, new ListLimits { PageSize = 5_000 });
        for (ListPosition? position = null; ;)
        {
            var page = (await find.ListAsync(_chain, new PaymentFilter(), position, TimeProvider.System.GetUtcNow())).Page;
            foreach (var payment in page.Payments)
            {
                yield return payment;
            }

            if ((position = page.Next) is null)
            {
                yield break;
            }
        }
    }
}
