using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Guichet.App.Access;

/// <param name="LastStep">The newest step whose code was used.</param>
internal sealed record StoredSecret(byte[] Secret, long LastStep);

/// <summary>
/// The secret that an authenticator app shares with us (RFC 6238: SHA-1, 6 digits, 30 seconds), kept protected in account_token with the newest step that was
/// used. A code is right in its own step and the one before or after, and no step is used twice, nor one before it.
/// </summary>
internal sealed class SecondFactorSecret(IDataProtectionProvider protection, AppSecrets secrets)
{
    public const string Provider = "guichet";
    public const int Digits = 6;
    public const int StepSeconds = 30;
    private const int Tolerance = 1;
    private const int SecretBytes = 20;
    private const string SecretName = "totp-secret", StepName = "totp-step";

    private readonly IDataProtector _protector = protection.CreateProtector("Guichet.SecondFactor");
    private readonly byte[] _offerKey = secrets.Derive("second-factor-offer");

    public static bool IsWellFormed(string code) => code.Length == Digits && code.All(char.IsAsciiDigit);

    /// <summary>
    /// The secret offered to a session that sets it up: the same after a reload, another for every other session, so that nobody who only looked at the page
    /// in a session of his own knows the secret that the owner confirms. Nothing is stored before that.
    /// </summary>
    public byte[] Offer(string sessionKeyHash) => HMACSHA256.HashData(_offerKey, Encoding.ASCII.GetBytes(sessionKeyHash))[..SecretBytes];

    public static string Typed(byte[] secret) => Base32Encoding.ToString(secret);

    /// <summary>The step whose code it is, later than one already used; null for a wrong code.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset at, long after)
    {
        var totp = new Totp(secret, StepSeconds, OtpHashMode.Sha1, Digits);
        var now = at.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = now - Tolerance; step <= now + Tolerance; step++)
        {
            var right = totp.ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds).UtcDateTime);
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.ASCII.GetBytes(code)) && step > after)
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>Null when there is none, or when the key that protects it is lost.</summary>
    public async Task<StoredSecret?> ReadAsync(AppDb db, long accountId)
    {
        var rows = await db.UserTokens.AsNoTracking().Where(t => t.UserId == accountId && t.LoginProvider == Provider && (t.Name == SecretName || t.Name == StepName))
            .ToDictionaryAsync(t => t.Name, t => t.Value!);
        if (!rows.TryGetValue(SecretName, out var kept) || !rows.TryGetValue(StepName, out var step))
        {
            return null;
        }

        try
        {
            return new StoredSecret(Convert.FromBase64String(_protector.Unprotect(kept)), long.Parse(step, CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>In the caller's commit, which saves.</summary>
    public void Add(AppDb db, long accountId, byte[] secret, long step) => db.UserTokens.AddRange(
        Row(accountId, SecretName, _protector.Protect(Convert.ToBase64String(secret))), Row(accountId, StepName, step.ToString(CultureInfo.InvariantCulture)));

    /// <summary>False when another step was used meanwhile.</summary>
    public static async Task<bool> UseStepAsync(AppDb db, long accountId, long before, long step)
    {
        var (old, used) = (before.ToString(CultureInfo.InvariantCulture), step.ToString(CultureInfo.InvariantCulture));
        return await db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider && t.Name == StepName && t.Value == old)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Value, used)) == 1;
    }

    /// <summary>Secret, step and recovery codes, in the caller's commit.</summary>
    public static Task<int> RemoveAllAsync(AppDb db, long accountId) => db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider).ExecuteDeleteAsync();

    public static IdentityUserToken<long> Row(long accountId, string name, string value) => new() { UserId = accountId, LoginProvider = Provider, Name = name, Value = value };
}
