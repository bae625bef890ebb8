using System.Collections.Frozen;
using Guichet.App.Access;
using Guichet.App.Letters.ToAccounts;

namespace Guichet.App.Letters;

/// <summary>Every letter about an account, by its kind.</summary>
internal static class AccountLetterCatalog
{
    private static readonly FrozenDictionary<AccountLetterKind, IAccountLetter> ByKind =
        ((IAccountLetter[])
        [
            new PasswordLink(),
            new Blocked(),
            new NewDevice(),
            new Activation(),
            new Suspended(),
            new Resumed(),
            new SecondFactorRemoved(),
        ]).ToFrozenDictionary(letter => letter.Kind);

    /// <summary>Null for a kind that no letter about an account has.</summary>
    public static IAccountLetter? Find(AccountLetterKind kind) => ByKind.GetValueOrDefault(kind);
}
