using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <param name="Name">What counts as the subject: the account's own sign-in name, or what was typed when nobody has it.</param>
internal sealed record FoundAccount(string Name, AccountRow? Account);

/// <summary>The account behind what was typed at one of the doors, by one query whether it exists or not.</summary>
internal static class FindAccount
{
    private const int MaxUnknownName = 300;

    public static async Task<FoundAccount> ByTypedAsync(AppDb db, AccountArea area, string? typed)
    {
        if (area == AccountArea.Merchant)
        {
            var name = $"m:{SignInNumber.Parse(typed) ?? Unusable(typed)}";
            return new FoundAccount(name, await ByNameAsync(db, name));
        }

        if (area == AccountArea.Operator)
        {
            var name = $"o:{OperatorName.Parse(typed) ?? Unusable(typed)}";
            return new FoundAccount(name, await ByNameAsync(db, name));
        }

        if (!CustomerIdentifier.Parse(typed).TryGet(out var identifier, out _))
        {
            var name = $"c:{Unusable(typed)}";
            return new FoundAccount(name, await ByNameAsync(db, name));
        }

        // An e-mail and a number of one customer are one subject: three tries, not six.
        var account = CustomerIdentifier.IsEmail(identifier)
            ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => db.Customers.Any(c => c.Id == a.CustomerId && c.Email == identifier))
            : await ByNameAsync(db, $"c:{identifier}");
        return new FoundAccount(account?.UserName ?? $"c:{identifier}", account);
    }

    /// <summary>The form in which Identity keeps names.</summary>
    public static string Normalize(string userName) => userName.ToUpperInvariant();

    private static Task<AccountRow?> ByNameAsync(AppDb db, string name)
    {
        var normalized = Normalize(name);
        return db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized);
    }

    /// <summary>«?» is in no number: what cannot be one finds nobody, by the same query.</summary>
    private static string Unusable(string? typed) => $"?{typed?[..Math.Min(typed.Length, MaxUnknownName)]}";
}
