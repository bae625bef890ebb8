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

    /// <summary>The agency suspended the agreement or a point: it asks for and receives no new money.</summary>
    Suspended = 80,

    Resumed = 81,

    /// <summary>The agency removed the second factor, after its holder asked for help.</summary>
    SecondFactorRemoved = 82,
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
        Make(await ids.NextAsync(IdKind.Letter), accountId, email, kind, details, now);

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

    /// <summary>Where a number and its activation code are typed.</summary>
    public static string ActivationPath(AccountArea area) => $"{area.Root()}/activation";
}
