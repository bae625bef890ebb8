using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Another name for a passkey.</summary>
public sealed class RenamePasskey
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal RenamePasskey(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses text_invalid beside «name», not_found.</summary>
    public async Task<Result<string>> RunAsync(OwnAccess own, string? id, string? name)
    {
        if (!PasskeyName.Parse(name).TryGet(out var accepted, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if ((await PasskeyCheck.Of(db, account.Id).ToListAsync()).Find(p => PasskeyCheck.IdOf(p) == id) is not { } passkey)
        {
            return RefusalCode.NotFound;
        }

        passkey.Data.Name = accepted;
        await db.SaveChangesAsync();
        return accepted;
    }
}

/// <summary>A passkey less. The app and the recovery codes stay, so nobody is shut out; the holder gets a letter.</summary>
public sealed class RemovePasskey
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly OwnAccount _own;

    internal RemovePasskey(IDbContextFactory<AppDb> databases, OwnAccount own) => (_databases, _own) = (databases, own);

    /// <summary>Refuses not_found.</summary>
    public async Task<Result<string>> RunAsync(OwnAccess own, string? id, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if ((await PasskeyCheck.Of(db, account.Id).AsNoTracking().ToListAsync()).Find(p => PasskeyCheck.IdOf(p) == id) is not { } passkey)
        {
            return RefusalCode.NotFound;
        }

        var name = passkey.Data.Name ?? "";
        var letter = await _own.LetterAsync(account, AccountLetterKind.PasskeyRemoved, now, new AccountLetterDetails { Before = name });
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PasskeyCheck.Of(db, account.Id).Where(p => p.CredentialId == passkey.CredentialId).ExecuteDeleteAsync() == 0)
        {
            return RefusalCode.NotFound;
        }

        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return name;
    }
}
