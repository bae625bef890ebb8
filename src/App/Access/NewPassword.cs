using Guichet.App.Demonstration;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;

namespace Guichet.App.Access;

/// <summary>What a password that somebody chooses must be, wherever it is chosen.</summary>
internal static class NewPassword
{
    /// <summary>As it is hashed. Refuses password_too_short (minimum), password_too_common, text_invalid, passwords_differ.</summary>
    public static Result<string> Check(AccountRow account, string? password, string? again)
    {
        if (!PasswordRules.Check(password, KnownOf(account)).TryGet(out var accepted, out var refusal))
        {
            return refusal;
        }

        return DemonstrationPasswords.Contains(accepted) ? RefusalCode.PasswordTooCommon
            : PasswordRules.Normalize(again ?? "") != accepted ? RefusalCode.PasswordsDiffer
            : accepted;
    }

    private static IEnumerable<string> KnownOf(AccountRow account) =>
        [account.UserName!.Split(':')[^1], account.FirstName, account.LastName, $"{account.FirstName}{account.LastName}", account.Email ?? "", account.Email?.Split('@')[0] ?? ""];
}
