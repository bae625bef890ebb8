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
            new ContactChanged(),
            new PointAdded(),
            new PointRefused(),
            new AccessNews(AccountLetterKind.PasswordChanged, "PasswordChanged"),
            new NewEmail(),
            new EmailChanged(),
            new AccessNews(AccountLetterKind.SecondFactorOn, "FactorOn"),
            new AccessNews(AccountLetterKind.SecondFactorOff, "FactorOff"),
            new AccessNews(AccountLetterKind.RecoveryCodesRenewed, "Recovery"),
            new AccessNews(AccountLetterKind.PasskeyAdded, "PasskeyAdded"),
            new AccessNews(AccountLetterKind.PasskeyRemoved, "PasskeyRemoved"),
            new BankAccountChanged(),
            new ConfirmAddress(),
            new ApplicationReceived(),
            new ApplicationRefused(),
            new Suspended(),
            new Resumed(),
            new SecondFactorRemoved(),
            new AccessNews(AccountLetterKind.PinChanged, "PinChanged"),
            new WalletNews(AccountLetterKind.WalletBlocked, "WalletBlocked", LetterTone.Error),
            new WalletNews(AccountLetterKind.WalletBlockedByIssuer, "WalletBlockedByIssuer", LetterTone.Error),
            new WalletNews(AccountLetterKind.WalletUnblocked, "WalletUnblocked", LetterTone.Accent),
            new TitlesLapse(),
            new AccountClosed(),
        ]).ToFrozenDictionary(letter => letter.Kind);

    /// <summary>Null for a kind that no letter about an account has.</summary>
    public static IAccountLetter? Find(AccountLetterKind kind) => ByKind.GetValueOrDefault(kind);
}
