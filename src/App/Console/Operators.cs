using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>Operators made and put right on the server's command line, so that an empty installation gets its first one. Each gets a one-time link to choose a password.</summary>
public sealed class Operators
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly Sessions _sessions;
    private readonly AccessSettings _settings;

    internal Operators(IDbContextFactory<AppDb> databases, IdSource ids, Sessions sessions, AccessSettings settings) =>
        (_databases, _ids, _sessions, _settings) = (databases, ids, sessions, settings);

    /// <summary>Gives the path of the link. Refuses text_invalid beside «name», «first» or «last», email_invalid, name_taken.</summary>
    public async Task<Result<string>> CreateAsync(string name, string first, string last, string email, DateTimeOffset now)
    {
        if (OperatorName.Parse(name) is not { } signInName)
        {
            return new Refusal(RefusalCode.TextInvalid, OperatorName.MaxLength) { Field = "name" };
        }

        if (!Texts.Optional(first, "first").TryGet(out var firstName, out var refusal) || !Texts.Optional(last, "last").TryGet(out var lastName, out refusal)
            || !CustomerIdentifier.Email(email).TryGet(out var address, out refusal))
        {
            return refusal;
        }

        if (firstName.Length == 0 || lastName.Length == 0)
        {
            return new Refusal(RefusalCode.TextInvalid, Texts.MaxFreeText) { Field = firstName.Length == 0 ? "first" : "last" };
        }

        var userName = $"o:{signInName}";
        var id = await _ids.NextAsync(IdKind.Person);
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var normalized = FindAccount.Normalize(userName);
        if (await db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized))
        {
            return RefusalCode.NameTaken;
        }

        db.Accounts.Add(NewAccount.Of(id, userName, AccountKind.Operator, firstName, lastName, address));
        var path = AddLink(db, id, now);
        await AuditTrail.AppendAsync(db, null, AuditAction.OperatorCreated, AuditSubject.Account(id), now);
        await transaction.CommitAsync();
        return path;
    }

    /// <summary>For who lost the telephone and the recovery codes: no second factor and no password any more, signed out everywhere. Gives the path of a link. Refuses not_found.</summary>
    public async Task<Result<string>> ResetAsync(string name, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var normalized = FindAccount.Normalize($"o:{OperatorName.Parse(name)}");
        if (await db.Accounts.Where(a => a.NormalizedUserName == normalized && a.Kind == AccountKind.Operator).Select(a => (long?)a.Id).SingleOrDefaultAsync() is not { } id)
        {
            return RefusalCode.NotFound;
        }

        await db.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, false).SetProperty(a => a.PasswordHash, (string?)null));
        await SecondFactorSecret.RemoveAllAsync(db, id);
        await Sessions.CloseAllAsync(db, id);
        await db.KnownDevices.Where(d => d.AccountId == id).ExecuteDeleteAsync();
        var path = AddLink(db, id, now);
        await AuditTrail.AppendAsync(db, null, AuditAction.OperatorReset, AuditSubject.Account(id), now);
        await transaction.CommitAsync();
        _sessions.Forget(id);
        return path;
    }

    private string AddLink(AppDb db, long accountId, DateTimeOffset now)
    {
        var token = AccessKey.New();
        db.OneTimeLinks.Add(new OneTimeLinkRow
        {
            TokenHash = AccessKey.Hash(token)!,
            AccountId = accountId,
            Purpose = (int)LinkPurpose.Password,
            CreatedAt = now,
            ExpiresAt = now + _settings.LinkLife,
        });
        return AccountLetters.ResetPath(AccountArea.Operator, token);
    }
}
