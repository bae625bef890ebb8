using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Access;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;

namespace Guichet.App.Access;

/// <summary>Argon2id at OWASP's 19 MiB and 2 passes (about 15 ms), stored in the usual text form so that the cost can be raised later.</summary>
internal sealed class Argon2PasswordHasher : IPasswordHasher<AccountRow>
{
    private const int MemoryKibibytes = 19_456;
    private const int Passes = 2;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private static readonly string Prefix = string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKibibytes},t={Passes},p=1$");
    private static readonly PasswordBasedKeyDerivationAlgorithm Algorithm =
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryKibibytes, NumberOfPasses = Passes });

    public string HashPassword(AccountRow user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Prefix}{Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt))}";
    }

    /// <summary>A hash of another form or cost verifies nothing: raising the cost means teaching this method the old one first.</summary>
    public PasswordVerificationResult VerifyHashedPassword(AccountRow user, string hashedPassword, string providedPassword)
    {
        var parts = hashedPassword.StartsWith(Prefix, StringComparison.Ordinal) ? hashedPassword[Prefix.Length..].Split('$') : [];
        if (parts.Length != 2)
        {
            return PasswordVerificationResult.Failed;
        }

        var hash = Derive(providedPassword, Convert.FromBase64String(parts[0]));
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(parts[1])) ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }

    private static byte[] Derive(string password, byte[] salt) =>
        Algorithm.DeriveBytes(Encoding.UTF8.GetBytes(PasswordRules.Normalize(password)), salt, HashBytes);
}
