using Guichet.Domain.Access;

namespace Guichet.App.Access;

/// <summary>How signing in behaves; every limit has a name.</summary>
public sealed record AccessSettings
{
    /// <summary>Wrong passwords in a row before an account is blocked for the browser, or for all that are not known (the guide's third).</summary>
    public const int MaxTries = 3;

    /// <summary>Letters about new browsers to one account within <see cref="NewDeviceWindow"/>: whoever has the password and no second factor fills no mailbox.</summary>
    public const int NewDeviceLetters = 3;

    public static readonly TimeSpan NewDeviceWindow = TimeSpan.FromHours(1);

    /// <summary>Present passwords that a signed-in browser may guess at before a change, within <see cref="SecondFactorWindow"/>.</summary>
    public const int PasswordsBeforeChange = 5;

    /// <summary>
    /// A second factor that is newer changes no bank account: whoever has a stolen password sets one up in a minute, and the letter about it gives the owner this
    /// long to answer.
    /// </summary>
    public static readonly TimeSpan BankChangeWait = TimeSpan.FromDays(3);

    /// <summary>Folder of the key ring and of «secret.key» (GUICHET_KEYS); kept out of the database's backups.</summary>
    public required string KeysFolder { get; init; }

    /// <summary>GUICHET_URL: passkeys belong to its host, and answers come from its origin.</summary>
    public Uri PublicUrl { get; init; } = new("http://localhost:5080");

    /// <summary>Between a passkey's question and its answer.</summary>
    public TimeSpan PasskeyWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>In production the published passwords of the demonstration open nothing.</summary>
    public required bool Demonstration { get; init; }

    /// <summary>Passwords hashed at once; one core stays free for payments.</summary>
    public int HashingSlots { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Longest wait for a slot or a turn before «unavailable».</summary>
    public TimeSpan HashingQueue { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Wrong passwords of unknown browsers from one network address in a window. A busy till signs in rightly or is known, which does not count; blocked
    /// accounts do not count either.
    /// </summary>
    public int FailuresPerAddress { get; init; } = 100;

    public TimeSpan AddressWindow { get; init; } = TimeSpan.FromMinutes(10);
    /// <summary>An unknown browser waits for its answer from the second wrong password on; each further one, so much longer.</summary>
    public TimeSpan StrangerPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Accounts blocked by strangers within ten minutes: one more, and whoever watches the logs is called.</summary>
    public int BlocksBeforeAlarm { get; init; } = 50;

    public TimeSpan MerchantIdle { get; init; } = TimeSpan.FromHours(8);
    public TimeSpan CustomerIdle { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan OperatorIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A till that never sleeps signs in again once a week.</summary>
    public TimeSpan MerchantSession { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan CustomerSession { get; init; } = TimeSpan.FromHours(12);
    public TimeSpan OperatorSession { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Between the password and the second factor: long enough to install an authenticator app.</summary>
    public TimeSpan HalfSession { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Codes of the second factor looked at within <see cref="SecondFactorWindow"/>, all sessions of an account together.</summary>
    public int SecondFactorTries { get; init; } = 5;

    public TimeSpan SecondFactorWindow { get; init; } = TimeSpan.FromMinutes(15);
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromMinutes(30);
    public int LinksPerAccountAndHour { get; init; } = 3;
    public int LinksPerAddress { get; init; } = 30;

    /// <summary>Wrong numbers or activation codes from one network address in <see cref="ActivationWindow"/>; right ones do not count.</summary>
    public int ActivationsPerAddress { get; init; } = 30;

    public TimeSpan ActivationWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Between two activation letters of an account that somebody asks for; <see cref="ActivationLetters.MaxPerHour"/> bounds them too.</summary>
    public TimeSpan ActivationLetterGap { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A phone that was not used for so long asks for the password again; a browser is a stranger again.</summary>
    public TimeSpan DeviceLife { get; init; } = TimeSpan.FromDays(180);

    public int DevicesPerCustomer { get; init; } = 10;

    /// <summary>The tills of one point share its account.</summary>
    public int BrowsersPerMerchant { get; init; } = 50;
}

/// <summary>The doors for people: what signs in at one is unknown at the others.</summary>
public enum AccountArea
{
    Merchant = 1,
    Customer = 2,
    Operator = 3,
}

/// <summary>Where the pages of each door are.</summary>
public static class AccountAreas
{
    /// <summary>What their addresses begin with; the portal's begin with nothing.</summary>
    public static string Root(this AccountArea area) => area switch
    {
        AccountArea.Customer => "/app",
        AccountArea.Operator => "/console",
        _ => "",
    };

    /// <summary>Where a number and its activation code are typed.</summary>
    public static string ActivationPath(this AccountArea area) => $"{area.Root()}/activation";
}
