using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Guichet.App.Access;

/// <summary>What a passkey is asked for: an answer to one question is none to another. Stored: never renumber.</summary>
internal enum PasskeyPurpose
{
    Add = 1,

    /// <summary>The second half of a sign-in.</summary>
    SecondFactor = 2,

    /// <summary>Alone, instead of number and password.</summary>
    SignIn = 3,

    /// <summary>Once more, by somebody who is signed in.</summary>
    Prove = 4,

    /// <summary>By a customer, instead of the code: of one payment, bound to its ticket.</summary>
    Approve = 5,
}

/// <summary>What the browser asks the passkey.</summary>
/// <param name="OptionsJson">By the web's own serialization.</param>
/// <param name="Token">Comes back with the answer.</param>
public sealed record PasskeyQuestion(string OptionsJson, string Token);

/// <summary>A right answer, whose use has still to be stored.</summary>
internal sealed record PasskeyUse(AccountRow Account, UserPasskeyInfo Passkey);

/// <summary>
/// Passkeys by ASP.NET Core Identity's own handler (WebAuthn), on the rows of account_passkey. Questions are rows: short-lived, bound to the session that asked,
/// and gone with the first answer, right or wrong.
/// </summary>
internal sealed class PasskeyCheck(AccessSettings settings, IPasswordHasher<AccountRow> hasher)
{
    /// <summary>The browser's answer is JSON of a few kilobytes.</summary>
    private const int MaxAnswer = 16_000;
    private const int IdLength = 24;

    public static IQueryable<IdentityUserPasskey<long>> Of(AppDb db, long accountId) => db.Set<IdentityUserPasskey<long>>().Where(p => p.UserId == accountId);

    public static async Task<IReadOnlyList<OwnPasskey>> ListAsync(AppDb db, long accountId) =>
        [.. (await Of(db, accountId).AsNoTracking().ToListAsync()).OrderBy(p => p.Data.CreatedAt).Select(p => new OwnPasskey(IdOf(p), p.Data.Name ?? "", p.Data.CreatedAt))];

    /// <summary>For forms; opens nothing.</summary>
    public static string IdOf(IdentityUserPasskey<long> passkey) => Convert.ToHexStringLower(SHA256.HashData(passkey.CredentialId))[..IdLength];

    public async Task<PasskeyQuestion> AskToAddAsync(AppDb db, AccountRow account, string? sessionKey, DateTimeOffset now)
    {
        var entity = new PasskeyUserEntity { Id = IdText(account), Name = account.UserName!.Split(':')[^1], DisplayName = $"{account.FirstName} {account.LastName}" };
        var options = await HandlerOf(db).MakeCreationOptionsAsync(entity, NoRequest());
        return new PasskeyQuestion(options.CreationOptionsJson, await KeepAsync(db, PasskeyPurpose.Add, account.Id, sessionKey, options.AttestationState!, now));
    }

    /// <param name="account">Null when the passkey tells who it is.</param>
    /// <param name="subject">What the answer approves: it is an answer to nothing else.</param>
    public async Task<PasskeyQuestion> AskAsync(AppDb db, PasskeyPurpose purpose, AccountRow? account, string? sessionKey, DateTimeOffset now, string? subject = null)
    {
        var options = await HandlerOf(db).MakeRequestOptionsAsync(account, NoRequest());
        return new PasskeyQuestion(options.RequestOptionsJson, await KeepAsync(db, purpose, account?.Id, sessionKey, options.AssertionState!, now, subject));
    }

    /// <summary>A new passkey of the account; null for a wrong or late answer, or one that somebody has already.</summary>
    public async Task<UserPasskeyInfo?> AddedAsync(AppDb db, PasskeyAnswer answer, string? sessionKey, AccountRow account, DateTimeOffset now)
    {
        if (await TakeAsync(db, PasskeyPurpose.Add, answer, sessionKey, account.Id, now) is not { } state)
        {
            return null;
        }

        var result = await HandlerOf(db).PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = NoRequest(), CredentialJson = answer.Json!, AttestationState = state });
        return result.Succeeded && result.UserEntity.Id == IdText(account) ? result.Passkey : null;
    }

    /// <summary>Whose right answer it is; null for a wrong or late one.</summary>
    /// <param name="accountId">Who was asked; null when the passkey tells.</param>
    public async Task<PasskeyUse?> AnsweredAsync(AppDb db, PasskeyPurpose purpose, PasskeyAnswer answer, string? sessionKey, long? accountId, DateTimeOffset now, string? subject = null)
    {
        if (await TakeAsync(db, purpose, answer, sessionKey, accountId, now, subject) is not { } state)
        {
            return null;
        }

        var result = await HandlerOf(db).PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = NoRequest(), CredentialJson = answer.Json!, AssertionState = state });
        return result.Succeeded && (accountId is null || result.User.Id == accountId) ? new PasskeyUse(result.User, result.Passkey) : null;
    }

    /// <summary>Stores the passkey's own count of uses, in the caller's commit if there is one; false when it was removed meanwhile.</summary>
    public static async Task<bool> UseAsync(AppDb db, PasskeyUse use)
    {
        if (await Of(db, use.Account.Id).SingleOrDefaultAsync(p => p.CredentialId == use.Passkey.CredentialId) is not { } row)
        {
            return false;
        }

        (row.Data.SignCount, row.Data.IsBackedUp, row.Data.IsUserVerified) = (use.Passkey.SignCount, use.Passkey.IsBackedUp, use.Passkey.IsUserVerified);
        await db.SaveChangesAsync();
        return true;
    }

    private async Task<string> KeepAsync(AppDb db, PasskeyPurpose purpose, long? accountId, string? sessionKey, string state, DateTimeOffset now, string? subject = null)
    {
        var token = AccessKey.New();
        db.PasskeyQuestions.Add(new PasskeyQuestionRow
        {
            TokenHash = AccessKey.Hash(token)!,
            Purpose = (int)purpose,
            AccountId = accountId,
            SessionHash = AccessKey.Hash(sessionKey),
            SubjectHash = HashOf(subject),
            State = state,
            ExpiresAt = now + settings.PasskeyWindow,
        });
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>Uses the question up, whatever the answer is worth.</summary>
    private static async Task<string?> TakeAsync(AppDb db, PasskeyPurpose purpose, PasskeyAnswer answer, string? sessionKey, long? accountId, DateTimeOffset now, string? subject = null)
    {
        if (AccessKey.Hash(answer.Token) is not { } hash || answer.Json is not { Length: > 0 and <= MaxAnswer })
        {
            return null;
        }

        var (session, about) = (AccessKey.Hash(sessionKey), HashOf(subject));
        var asked = await db.PasskeyQuestions.AsNoTracking().SingleOrDefaultAsync(
            q => q.TokenHash == hash && q.Purpose == (int)purpose && q.SessionHash == session && q.AccountId == accountId && q.SubjectHash == about && q.ExpiresAt > now);
        return asked is not null && await db.PasskeyQuestions.Where(q => q.TokenHash == hash).ExecuteDeleteAsync() == 1 ? asked.State : null;
    }

    private static string? HashOf(string? subject) => subject is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));

    /// <summary>Identity's handler reads through a UserManager; this one exists for it alone and for one database.</summary>
    private PasskeyHandler<AccountRow> HandlerOf(AppDb db)
    {
        var identity = Options.Create(new IdentityOptions { Stores = { SchemaVersion = IdentitySchemaVersions.Version3 } });
        var store = new UserOnlyStore<AccountRow, AppDb, long>(db);
#pragma warning disable CA2000 // owns nothing but the store, which owns nothing but the caller's database
        var users = new UserManager<AccountRow>(store, identity, hasher, [], [], new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), null!, NullLogger<UserManager<AccountRow>>.Instance);
#pragma warning restore CA2000
        return new PasskeyHandler<AccountRow>(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = settings.PublicUrl.Host,
            AuthenticatorTimeout = settings.PasskeyWindow,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            // By the installation's own address: what stands in a header is somebody's word.
            ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && origin.Origin == settings.PublicUrl.GetLeftPart(UriPartial.Authority)),
        }));
    }

    /// <summary>The handler asks for a request and, with domain and origin given above, looks at nothing of it.</summary>
    private static DefaultHttpContext NoRequest() => new();

    private static string IdText(AccountRow account) => account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
