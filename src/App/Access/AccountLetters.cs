using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.AspNetCore.DataProtection;

namespace Guichet.App.Access;

/// <summary>Letters to the holder of an account. Numbered apart from the letters about payments in the same column. Stored: never renumber.</summary>
internal enum AccountLetterKind
{
    /// <summary>«Mot de passe oublié ?»: the payload is the link's token, protected; see <see cref="AccountLetters.ReadToken"/>.</summary>
    PasswordLink = 40,

    /// <summary>Blocked after the third wrong password: what to do if it was not them.</summary>
    Blocked = 41,

    /// <summary>The password was used on a device that was not known before: what to do if it was not them.</summary>
    NewDevice = 42,
}

/// <summary>Makes letters about an account, to be written in the commit that causes them.</summary>
internal sealed class AccountLetters(IdSource ids, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Guichet.Letters.OneTimeLink");

    /// <summary>To be made before the caller's transaction: taking a range of ids is a write of its own, which SQLite's one writer would wait for in vain.</summary>
    /// <param name="token">A one-time link's, kept protected until the letter has left.</param>
    public async Task<LetterRow> MakeAsync(long accountId, string email, AccountLetterKind kind, string? token, DateTimeOffset now) => new()
    {
        Id = await ids.NextAsync(IdKind.Letter),
        Kind = (int)kind,
        AccountId = accountId,
        Address = email,
        Payload = token is null ? null : _protector.Protect(token),
        State = LetterState.Queued,
        CreatedAt = now,
        SendAt = now,
    };

    /// <summary>Null when the key ring that protected it is lost: the letter cannot be written any more.</summary>
    public string? ReadToken(string? payload)
    {
        try
        {
            return payload is null ? null : _protector.Unprotect(payload);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Where a link leads, under the installation's own address (GUICHET_URL, never a Host header).</summary>
    public static string ResetPath(AccountArea area, string token) => $"{area.Root()}/mot-de-passe/{token}";
}
