using Microsoft.AspNetCore.Identity;

namespace Guichet.App.Storage.Mapping;

/// <summary>A convention between the issuer and a merchant.</summary>
internal sealed class AgreementRow
{
    public long Id { get; init; }

    /// <summary>6 digits.</summary>
    public required string Number { get; init; }

    /// <summary>The merchant's legal name.</summary>
    public required string Name { get; set; }

    /// <summary>14 digits; null where it was never asked for.</summary>
    public string? Siret { get; init; }

    public string? Activity { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }

    /// <summary>Street, postcode and town in one line.</summary>
    public string? PostalAddress { get; set; }

    /// <summary>Where it is paid, without spaces.</summary>
    public string? Iban { get; set; }

    public string? BankAccountHolder { get; set; }

    /// <summary>Suspended by the issuer since: nobody collects. Null while it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    public string? SuspensionReason { get; set; }
}

internal sealed class PointOfSaleRow
{
    public long Id { get; init; }
    public long AgreementId { get; init; }

    /// <summary>8 digits.</summary>
    public required string ShopId { get; init; }

    public required string Name { get; set; }
    public required string Town { get; set; }

    /// <summary>Closed by the merchant since; its past stays. Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Suspended by the issuer since; null while it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    public string? SuspensionReason { get; set; }
}

internal sealed class CustomerRow
{
    public long Id { get; init; }

    /// <summary>11 digits.</summary>
    public required string Number { get; init; }

    /// <summary>In the normal form of CustomerIdentifier.Email; null once the account is closed.</summary>
    public required string? Email { get; set; }

    /// <summary>Both names are empty once the account is closed.</summary>
    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    /// <summary>Closed by its holder since, and what named the person erased; the number is never given again. Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>Kinds of account. Stored: never renumber.</summary>
internal enum AccountKind
{
    Signatory = 1,
    PointOfSale = 2,
    Customer = 3,
    Operator = 4,
    Manager = 5,
    Cashier = 6,
}

/// <summary>Someone who signs in. UserName is the sign-in number or name within its kind, prefixed by the kind («m:708900», «m:400000012», «c:10000000011», «o:claire.vidal»).</summary>
internal sealed class AccountRow : IdentityUser<long>
{
    public AccountKind Kind { get; set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public long? AgreementId { get; init; }
    /// <summary>Of a point's own account; managers and cashiers have <see cref="AccountPointRow"/>s, or <see cref="AllPoints"/>.</summary>
    public long? PointOfSaleId { get; init; }

    /// <summary>A manager or cashier of every point of the agreement, also of those to come.</summary>
    public bool AllPoints { get; set; }

    /// <summary>Of the form that made it; null where no form did.</summary>
    public string? SubmitKey { get; init; }

    public long? CustomerId { get; init; }

    /// <summary>Keyed hash of a customer's 4-digit code; the key is not in the database.</summary>
    public string? PinHash { get; set; }

    /// <summary>The point that a signatory chose last, offered first.</summary>
    public long? LastPointOfSaleId { get; set; }

    /// <summary>«Se souvenir de cet e-mail» (C, D).</summary>
    public string? RememberedNotifyEmail { get; set; }

    /// <summary>The most that a cashier may capture, in cents; null for no limit.</summary>
    public long? CaptureLimit { get; set; }

    /// <summary>Since when the second factor is set up; what it stands for is the older for it. Null without one.</summary>
    public DateTimeOffset? SecondFactorSince { get; set; }

    /// <summary>Of somebody who stays for a season: the last day in Paris on which the account opens.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Switched off since; null while it is not.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

/// <summary>How far a sign-in is. Stored: never renumber.</summary>
internal enum SessionStage
{
    Full = 1,

    /// <summary>After the password, before the second factor: opens the pages of the second factor and nothing else.</summary>
    Half = 2,
}

/// <summary>A signed-in browser; the cookie holds a random key, the row its hash. Deleting the row signs out at once.</summary>
internal sealed class SessionRow
{
    public required string KeyHash { get; init; }
    public long AccountId { get; init; }
    public required byte[] Ticket { get; set; }
    public required SessionStage Stage { get; init; }

    /// <summary>Wrong codes of a half session, counted before they are looked at.</summary>
    public int FailedCodes { get; set; }

    /// <summary>Network address that it was opened from, for its holder's list.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser said of itself (User-Agent), cut.</summary>
    public string? Agent { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>Tries left before a block, reserved before a password is looked at. Unknown numbers have rows alike (I-37).</summary>
internal sealed class SignInTriesRow
{
    /// <summary>Keyed hash of kind + number as typed in its normal form.</summary>
    public required string Subject { get; init; }

    /// <summary>Whose number it is; null for one that nobody has. Not by which it is counted: the subject is.</summary>
    public long? AccountId { get; init; }

    public int Failed { get; set; }
    public DateTimeOffset LastAt { get; set; }
}

/// <summary>
/// A browser on which an account's password was once given: it has wrong passwords of its own. On a customer's phone the 4-digit code is enough; a
/// merchant's till may know several accounts.
/// </summary>
internal sealed class KnownDeviceRow
{
    public required string KeyHash { get; init; }
    public long AccountId { get; init; }
    public int FailedCodes { get; set; }

    /// <summary>Network address and name of the browser when it was last seen, for its holder's list.</summary>
    public string? Address { get; set; }

    public string? Agent { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>A link mailed once («Mot de passe oublié ?»): hashed, single use, 30 minutes (I-38).</summary>
internal sealed class OneTimeLinkRow
{
    public required string TokenHash { get; init; }
    public long AccountId { get; init; }
    public int Purpose { get; init; }

    /// <summary>Of a change of e-mail: the new one, which the link proves.</summary>
    public string? Email { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>The code of a letter by which somebody chooses the first password of an account; one an account, the newest counts.</summary>
internal sealed class ActivationCodeRow
{
    public long AccountId { get; init; }

    /// <summary>Keyed hash; see ActivationCodes.</summary>
    public required string CodeHash { get; init; }

    /// <summary>Wrong codes, counted before they are looked at.</summary>
    public int FailedTries { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A request being typed in the wizard: texts as typed, so that Back, reload and an error lose nothing. Its id is the key of the submit.</summary>
internal sealed class PaymentDraftRow
{
    public required string Id { get; init; }
    public long AccountId { get; init; }
    public long PointOfSaleId { get; init; }
    public required string Fields { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}
