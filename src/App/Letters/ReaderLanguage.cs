using Guichet.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters;

/// <summary>The language in which an account reads its letters: the standard claim «locale», kept with the account: that of the page on which it signed in last,
/// or chosen since.</summary>
public sealed class ReaderLanguage
{
    internal const string ClaimType = "locale";

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReaderLanguage(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <param name="language">«fr» or «en»; anything else reads French.</param>
    public async Task RememberAsync(long accountId, string language)
    {
        var code = LetterLanguage.Of(language).Code;
        await using var db = await _databases.CreateDbContextAsync();
        var claims = db.UserClaims.Where(c => c.UserId == accountId && c.ClaimType == ClaimType);
        if (await claims.ExecuteUpdateAsync(set => set.SetProperty(c => c.ClaimValue, code)) == 0)
        {
            db.UserClaims.Add(new IdentityUserClaim<long> { UserId = accountId, ClaimType = ClaimType, ClaimValue = code });
            await db.SaveChangesAsync();
        }
    }
}
