using Guichet.App.Access;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets;

/// <summary>A phone or computer on which the code is enough.</summary>
public sealed record CustomerDevice(DateTimeOffset Since, DateTimeOffset LastSeenAt);

/// <summary>What «Mon compte» says of a customer.</summary>
public sealed record CustomerView(string Name, string Number, string? Email, IReadOnlyList<CustomerDevice> Devices);

/// <summary>The signed-in customer's own record.</summary>
public sealed class ReadCustomer
{
    public const int MaxDevices = 20;

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadCustomer(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<CustomerView> RunAsync(CustomerActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var customer = await db.Customers.Where(c => c.Id == actor.CustomerId).Select(c => new { c.FirstName, c.LastName, c.Number, c.Email }).SingleAsync();
        var devices = await db.KnownDevices.Where(d => d.AccountId == actor.AccountId).OrderByDescending(d => d.LastSeenAt).Take(MaxDevices)
            .Select(d => new CustomerDevice(d.CreatedAt, d.LastSeenAt)).ToListAsync();
        return new CustomerView($"{customer.FirstName} {customer.LastName}", customer.Number, customer.Email, devices);
    }
}
