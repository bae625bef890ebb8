using Guichet.App.Demonstration;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;

namespace Guichet.App.Access;

/// <summary>A password that somebody chooses, typed twice: what every page that sets one asks of it.</summary>
internal static class NewPassword
{
    /// <summary>In the form that is hashed. Refuses password_too_short (minimum), password_too_common, text_invalid, passwords_differ.</summary>
    /// <param name="account">Whose it becomes; null while that is not known, so that only what was typed is looked at.</param>
    public static Result<string> Check(string? typed, string? again, AccountRow? account)
    {
        if (!PasswordRules.Check(typed, account is null ? [] : KnownOf(account)).TryGet(out var accepted, out var refusal))
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
