using Guichet.App.Access;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets;

/// <summary>What «Mon compte» says of a customer.</summary>
public sealed record CustomerView(string Name, string Number, string? Email);

/// <summary>The signed-in customer's own record.</summary>
public sealed class ReadCustomer
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadCustomer(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<CustomerView> RunAsync(CustomerActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.Customers.Where(c => c.Id == actor.CustomerId).Select(c => new CustomerView(c.FirstName + " " + c.LastName, c.Number, c.Email)).SingleAsync();
    }
}
