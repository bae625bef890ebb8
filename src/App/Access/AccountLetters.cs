using System.Security.Cryptography;
using System.Text.Json;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.AspNetCore.DataProtection;

namespace Guichet.App.Access;

/// <summary>Letters to the holder of an account. Numbered apart from the letters about payments in the same column. Stored: never renumber.</summary>
internal enum AccountLetterKind
{
    /// <summary>«Mot de passe oublié ?»: with the link's token.</summary>
    PasswordLink = 40,

    /// <summary>Blocked after the third wrong password: what to do if it was not them.</summary>
    Blocked = 41,

    /// <summary>The password was used on a device that was not known before: what to do if it was not them.</summary>
    NewDevice = 42,

    /// <summary>Number and one-time code with which the first password is chosen.</summary>
    Activation = 43,

    /// <summary>The merchant's contact e-mail was changed: to the one before and to the new one.</summary>
    ContactChanged = 50,

    /// <summary>A request for a point of sale was accepted: its name and its Shop ID.</summary>
    PointAdded = 51,

    /// <summary>A request for a point of sale was refused, with the reason.</summary>
    PointRefused = 52,

    /// <summary>Changed by who knew the one before.</summary>
    PasswordChanged = 60,

    /// <summary>To a new address: with the token of the link that proves it.</summary>
    EmailLink = 61,

    /// <summary>To the address before.</summary>
    EmailChanged = 62,

    SecondFactorOn = 63,
    SecondFactorOff = 64,
    RecoveryCodesRenewed = 65,
    PasskeyAdded = 66,
    PasskeyRemoved = 67,

    /// <summary>To the agreement's contact address and to who changed it, each masked.</summary>
    BankAccountChanged = 68,

    /// <summary>To who applies for an agreement: with the link that proves the address.</summary>
    ConfirmAddress = 70,

    /// <summary>The address is proved: what happens next.</summary>
    ApplicationReceived = 71,

    ApplicationRefused = 72,

    /// <summary>The agency suspended the agreement or a point: it asks for and receives no new money.</summary>
    Suspended = 80,

    Resumed = 81,

    /// <summary>The agency removed the second factor, after its holder asked for help.</summary>
    SecondFactorRemoved = 82,

    /// <summary>By its holder.</summary>
    WalletBlocked = 90,

    WalletUnblocked = 91,
    PinChanged = 92,

    /// <summary>By the agency, which does not say why.</summary>
    WalletBlockedByIssuer = 93,

    /// <summary>To a customer: titles that lapse at the end of the year.</summary>
    TitlesLapse = 95,

    /// <summary>The last one, to the address that is known to this letter alone and forgotten with its end.</summary>
    AccountClosed = 96,
}

/// <summary>What a letter says beyond what its account and the instant tell. Kept protected until the letter has left, then cleared.</summary>
internal sealed record AccountLetterDetails
{
    /// <summary>Of a one-time link.</summary>
    public string? Token { get; init; }

    /// <summary>Of an activation.</summary>
    public string? Code { get; init; }

    /// <summary>What was changed, as it was and as it is, masked where the whole is not needed.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>In the words of whoever decided.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the merchant, where the letter names it.</summary>
    public string? Merchant { get; init; }
}

/// <summary>Makes letters about an account, to be written in the commit that causes them.</summary>
internal sealed class AccountLetters(IdSource ids, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Guichet.Letters.Account");

    /// <summary>To be made before the caller's transaction: taking a range of ids is a write of its own, which SQLite's one writer would wait for in vain.</summary>
    /// <param name="accountId">Null for somebody who has none yet.</param>
    /// <param name="details">What stands in the letter and in no table.</param>
    public async Task<LetterRow> MakeAsync(long? accountId, string email, AccountLetterKind kind, AccountLetterDetails? details, DateTimeOffset now) =>
        Make(await NextIdAsync(), accountId, email, kind, details, now);

    /// <summary>For <see cref="Make"/>, before the caller's transaction.</summary>
    public async Task<long> NextIdAsync() => await ids.NextAsync(IdKind.Letter);

    /// <summary>With an id that was taken before: where the details are known in the transaction only.</summary>
    public LetterRow Make(long id, long? accountId, string email, AccountLetterKind kind, AccountLetterDetails? details, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = (int)kind,
        AccountId = accountId,
        Address = email,
        Payload = details is null ? null : _protector.Protect(JsonSerializer.Serialize(details)),
        State = LetterState.Queued,
        CreatedAt = now,
        SendAt = now,
    };

    /// <summary>Null when the key ring that protected them is lost: the letter cannot be written any more. Empty for a letter without any.</summary>
    public AccountLetterDetails? ReadDetails(string? payload)
    {
        try
        {
            return payload is null ? new AccountLetterDetails() : JsonSerializer.Deserialize<AccountLetterDetails>(_protector.Unprotect(payload));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Where a link leads, under the installation's own address (GUICHET_URL, never a Host header).</summary>
    public static string ResetPath(AccountArea area, string token) => $"{area.Root()}/mot-de-passe/{token}";

    public static string NewEmailPath(string token) => $"/nouvel-email/{token}";

    /// <summary>Where who applies for an agreement proves the address.</summary>
    public static string ConfirmationPath(string token) => $"/conventionnement/confirmer/{token}";
}
