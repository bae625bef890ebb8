using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>What the audit trail tells of. Stored and hashed: never rename.</summary>
public static class AuditAction
{
    public const string SignedIn = "operator.signed-in";
    public const string RecoveryCodeUsed = "operator.signed-in-by-recovery-code";
    public const string SecondFactorSetUp = "second-factor.set-up";
    public const string OperatorCreated = "operator.created";
    public const string OperatorReset = "operator.reset";
    public const string NoticeEdited = "notice.edited";
    public const string PointRequestAccepted = "point-request.accepted";
    public const string PointRequestRefused = "point-request.refused";
    public const string ApplicationAccepted = "application.accepted";
    public const string ApplicationRefused = "application.refused";
    public const string AgreementSuspended = "agreement.suspended";
    public const string AgreementResumed = "agreement.resumed";
    public const string PointSuspended = "point.suspended";
    public const string PointResumed = "point.resumed";
    public const string CustomerCreated = "customer.created";
    public const string ActivationSentAgain = "activation.sent-again";
    public const string CreditByHand = "credit.by-hand";
    public const string CreditConfirmed = "credit.confirmed";
    public const string CreditDropped = "credit.dropped";
    public const string PasswordLinkSent = "account.password-link";
    public const string SecondFactorRemoved = "second-factor.removed";

    public const string WalletBlocked = "wallet.blocked";
    public const string WalletUnblocked = "wallet.unblocked";

    /// <summary>By merchants: what everybody reads from then on.</summary>
    public const string ProfilePublished = "profile.published";
    public const string ProfileWithdrawn = "profile.withdrawn";
    public const string ProfileEdited = "profile.edited";
    public const string ProfilePhotoChanged = "profile.photo-changed";

    /// <summary>By the holder.</summary>
    public const string CustomerClosed = "customer.closed";

    public static readonly IReadOnlyList<string> All =
    [
        SignedIn, RecoveryCodeUsed, SecondFactorSetUp,
        OperatorCreated, OperatorReset,
        NoticeEdited,
        PointRequestAccepted, PointRequestRefused,
        ApplicationAccepted, ApplicationRefused,
        AgreementSuspended, AgreementResumed, PointSuspended, PointResumed,
        CustomerCreated, ActivationSentAgain,
        CreditByHand, CreditConfirmed, CreditDropped,
        PasswordLinkSent, SecondFactorRemoved,
        WalletBlocked, WalletUnblocked,
        ProfilePublished, ProfileWithdrawn, ProfileEdited, ProfilePhotoChanged,
        CustomerClosed,
    ];
}

/// <summary>Whom or what a line is about: kind and id, never a name.</summary>
internal static class AuditSubject
{
    public static string Account(long id) => string.Create(CultureInfo.InvariantCulture, $"account:{id}");
    public static string PointRequest(long id) => string.Create(CultureInfo.InvariantCulture, $"point-request:{id}");
    public static string PointOfSale(long id) => string.Create(CultureInfo.InvariantCulture, $"point:{id}");
    public static string Agreement(long id) => string.Create(CultureInfo.InvariantCulture, $"agreement:{id}");
    public static string Application(long id) => string.Create(CultureInfo.InvariantCulture, $"application:{id}");
    public static string Point(long agreementId, long id) => string.Create(CultureInfo.InvariantCulture, $"agreement:{agreementId} point:{id}");
    public static string Customer(long id) => string.Create(CultureInfo.InvariantCulture, $"customer:{id}");
    public static string CreditOrder(long id) => string.Create(CultureInfo.InvariantCulture, $"credit-order:{id}");
    public static string Notice(int version) => string.Create(CultureInfo.InvariantCulture, $"notice:{version}");
}

/// <summary>
/// Who of the issuer changed what: append only, in the commit of the change, each line bound to the one before by SHA-256 over ids and codes.
/// `check` rebuilds the chain: a line that is missing, changed, moved or inserted shows.
/// </summary>
internal static class AuditTrail
{
    /// <summary>What the first line follows.</summary>
    public static readonly string Origin = new('0', 64);

    /// <param name="operatorId">Whoever of the issuer or, of what is published, of the merchant; null for what is done on the server's command line.</param>
    /// <exception cref="InvalidOperationException">Outside a transaction: the line would not belong to a change.</exception>
    public static async Task AppendAsync(AppDb db, long? operatorId, string action, string subjects, DateTimeOffset now)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A line of the audit trail belongs into the commit of its change.");
        }

        var head = AuditHeadRow.OnlyId;
        // One statement takes the number and the lock, which others wait for until this commit; a change that is rolled back leaves no gap.
        var taken = (await db.Database.SqlQuery<Place>($"""
            INSERT INTO audit_head (id, last_id, hash) VALUES ({head}, 1, {Origin})
            ON CONFLICT (id) DO UPDATE SET last_id = audit_head.last_id + 1
            RETURNING last_id AS "Id", hash AS "Previous"
            """).ToListAsync())[0];
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var hash = Hash(taken.Id, at, operatorId, action, subjects, taken.Previous);
        db.AuditEntries.Add(new AuditRow { Id = taken.Id, At = at, OperatorId = operatorId, Action = action, Subjects = subjects, PreviousHash = taken.Previous, Hash = hash });
        await db.AuditHeads.Where(x => x.Id == head).ExecuteUpdateAsync(set => set.SetProperty(x => x.Hash, hash));
        await db.SaveChangesAsync();
    }

    public static string Hash(AuditRow row) => Hash(row.Id, row.At, row.OperatorId, row.Action, row.Subjects, row.PreviousHash);

    private static string Hash(long id, DateTimeOffset at, long? operatorId, string action, string subjects, string previous) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}|{at.ToUnixTimeMilliseconds()}|{operatorId}|{action}|{subjects}|{previous}"))));

    private sealed record Place(long Id, string Previous);
}
