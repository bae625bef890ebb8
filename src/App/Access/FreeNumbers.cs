using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// Numbers by which people sign in, drawn at random among those that nobody has: a number tells nothing of how many there are. The unique index stays the judge
/// of two that are drawn at once.
/// </summary>
internal static class FreeNumbers
{
    private const int MaxDraws = 100;

    /// <summary>Of an agreement, 6 digits.</summary>
    public static Task<string> AgreementAsync(AppDb db) => DrawAsync(SignInNumber.AgreementLength, number => db.Agreements.AnyAsync(x => x.Number == number));

    /// <summary>Shop ID of a point of sale, 8 digits.</summary>
    public static Task<string> ShopIdAsync(AppDb db) => DrawAsync(SignInNumber.ShopIdLength, number => db.PointsOfSale.AnyAsync(x => x.ShopId == number));

    /// <summary>A manager's or cashier's own, 9 digits.</summary>
    public static Task<string> PersonalAsync(AppDb db) => DrawAsync(SignInNumber.PersonalLength, number =>
    {
        var name = FindAccount.Normalize($"m:{number}");
        return db.Accounts.AnyAsync(x => x.NormalizedUserName == name);
    });

    /// <summary>A customer's, 11 digits.</summary>
    public static Task<string> CustomerAsync(AppDb db) => DrawAsync(11, number => db.Customers.AnyAsync(x => x.Number == number));

    private static async Task<string> DrawAsync(int length, Func<string, Task<bool>> isTakenAsync)
    {
        for (var draw = 0; draw < MaxDraws; draw++)
        {
            var number = RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", length - 1);
            if (!await isTakenAsync(number))
            {
                return number;
            }
        }

        throw new InvalidOperationException($"Nearly every number of {length} digits is taken.");
    }
}
