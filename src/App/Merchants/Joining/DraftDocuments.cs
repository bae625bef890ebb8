using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Joining;

/// <param name="Content">Null for a file above the limit, which nobody has to read.</param>
public sealed record UploadedFile(string? Name, byte[]? Content);

/// <summary>A document as pages list it.</summary>
public sealed record KeptDocument(long Id, string Name, DocumentType Type, int Size);

/// <summary>Documents of an application that is still being typed: kept under the form's key, so that a mistake elsewhere in the form does not lose them.</summary>
public sealed class DraftDocuments
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly JoiningLimits _limits;
    private readonly AddressTries _addresses;

    /// <summary>One form's files one after another, or two at once would both be under the limit.</summary>
    private readonly Turns _turns;

    private readonly AccessSettings _settings;

    internal DraftDocuments(IDbContextFactory<AppDb> databases, IdSource ids, Turns turns, AccessSettings settings, JoiningLimits limits)
    {
        (_databases, _ids, _turns, _settings, _limits) = (databases, ids, turns, settings, limits);
        _addresses = new AddressTries(limits.DocumentsPerAddress, limits.Window);
    }

    /// <summary>A new form's key, which nobody guesses; what was typed if it is one.</summary>
    public static string KeyOf(string? typed) => AccessKey.Hash(typed) is null ? AccessKey.New() : typed!;

    /// <summary>In the order in which they came; none once the form was sent.</summary>
    public async Task<IReadOnlyList<KeptDocument>> ListAsync(string key)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var hash = AccessKey.Hash(key);
        return await ListAsync(db, hash, db.ApplicationDocuments.Where(x => !db.Applications.Any(a => a.DraftHash == hash)));
    }

    /// <summary>
    /// Keeps those that can be kept. Gives the refusals of the others: document_invalid (name), document_too_large (name, megabytes), documents_full (most, name),
    /// too_many_attempts (minutes), unavailable.
    /// </summary>
    /// <param name="address">Network address.</param>
    public async Task<IReadOnlyList<Refusal>> AddAsync(string key, IReadOnlyList<UploadedFile> files, string? address, DateTimeOffset now)
    {
        if (files.Count == 0 || AccessKey.Hash(key) is not { } hash)
        {
            return [];
        }

        using var turn = await _turns.EnterAsync($"documents {hash}", _settings.HashingQueue);
        if (turn is null)
        {
            return [new Refusal(RefusalCode.Unavailable)];
        }

        List<Refusal> refusals = [];
        foreach (var file in files)
        {
            if (await AddAsync(hash, file, address, now) is { } refusal)
            {
                refusals.Add(refusal);
            }
        }

        return refusals;
    }

    /// <summary>A document that is not there, or whose form was sent, is no error.</summary>
    public async Task RemoveAsync(string key, long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var hash = AccessKey.Hash(key);
        await db.ApplicationDocuments.Where(x => x.Id == id && x.DraftHash == hash && !db.Applications.Any(a => a.DraftHash == hash)).ExecuteDeleteAsync();
    }

    internal static async Task<IReadOnlyList<KeptDocument>> ListAsync(AppDb db, string? draftHash, IQueryable<ApplicationDocumentRow>? among = null) =>
        await (among ?? db.ApplicationDocuments).Where(x => x.DraftHash == draftHash).OrderBy(x => x.Id).Take(JoiningLimits.MaxDocuments)
            .Select(x => new KeptDocument(x.Id, x.Name, x.Type, x.Size)).ToListAsync();

    private async Task<Refusal?> AddAsync(string draftHash, UploadedFile file, string? address, DateTimeOffset now)
    {
        if (file.Content is not { Length: > 0 and <= JoiningLimits.MaxDocumentBytes } content)
        {
            return file.Content is { Length: 0 } ? new Refusal(RefusalCode.DocumentInvalid, Shown(file))
                : new Refusal(RefusalCode.DocumentTooLarge, Shown(file), JoiningLimits.DocumentMegabytes);
        }

        if (DocumentTypes.Of(content) is not { } type)
        {
            return new Refusal(RefusalCode.DocumentInvalid, Shown(file));
        }

        var contentHash = Convert.ToHexStringLower(SHA256.HashData(content));
        await using var db = await _databases.CreateDbContextAsync();
        var own = db.ApplicationDocuments.Where(x => x.DraftHash == draftHash);
        if (await own.AnyAsync(x => x.ContentHash == contentHash) || await db.Applications.AnyAsync(x => x.DraftHash == draftHash))
        {
            return null; // the same form a second time
        }

        if (await own.CountAsync() >= JoiningLimits.MaxDocuments)
        {
            return new Refusal(RefusalCode.DocumentsFull, JoiningLimits.MaxDocuments, Shown(file));
        }

        if (_addresses.Take(address, now) is { } minutes)
        {
            return new Refusal(RefusalCode.TooManyAttempts, minutes);
        }

        if (await BytesAsync(db, isConfirmed: false) + content.Length > _limits.UnconfirmedBytes
            || await BytesAsync(db, isConfirmed: true) + content.Length > _limits.UndecidedBytes)
        {
            return new Refusal(RefusalCode.Unavailable);
        }

        db.ApplicationDocuments.Add(new ApplicationDocumentRow
        {
            Id = await _ids.NextAsync(IdKind.ApplicationDocument),
            DraftHash = draftHash,
            Name = DocumentName.Of(file.Name, type),
            Type = type,
            Size = content.Length,
            ContentHash = contentHash,
            Content = content,
            AddedAt = now,
        });
        await db.SaveChangesAsync();
        return null;
    }

    /// <summary>Of those that nobody confirmed or, with <paramref name="isConfirmed"/>, of all that nobody decided on.</summary>
    private static Task<long> BytesAsync(AppDb db, bool isConfirmed) => db.ApplicationDocuments
        .Where(x => !db.Applications.Any(a => a.DraftHash == x.DraftHash && a.Stage != ApplicationStage.Unconfirmed && !(isConfirmed && a.Stage == ApplicationStage.Waiting)))
        .SumAsync(x => (long)x.Size);

    /// <summary>What was typed, made harmless; its ending stays, for people know their file by it.</summary>
    private static string Shown(UploadedFile file) =>
        Texts.Normalize(file.Name?.Split('/', '\\')[^1], DocumentName.MaxLength) is { Length: > 0 } name ? name : "?";
}
