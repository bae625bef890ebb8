using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Crediting;

/// <summary>The dry run of an employer's order: reads the file, finds its customers, says what would be credited and what not. Credits nothing.</summary>
public sealed class CheckCreditOrder
{
    /// <summary>Customers asked for, and lines written, at once: no commit holds SQLite's one writer for long.</summary>
    private const int Batch = 1_000;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;

    internal CheckCreditOrder(IDbContextFactory<AppDb> databases, IdSource ids) => (_databases, _ids) = (databases, ids);

    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = CreditFile.MaxBytes;

    /// <summary>Most customers in one file.</summary>
    public static int MaxLines => CreditFile.MaxLines;

    /// <summary>Refuses text_invalid beside «reference», file_invalid, file_repeated (the id of the earlier order).</summary>
    /// <param name="content">The whole file; see <see cref="CreditFile"/>.</param>
    /// <param name="reference">Whose order it is, as the operator calls it.</param>
    public async Task<Result<CreditOrder>> RunAsync(byte[] content, string fileName, string? reference, DateTimeOffset now)
    {
        if (Texts.Normalize(reference, Texts.MaxFreeText) is not { Length: > 0 } called)
        {
            return new Refusal(RefusalCode.TextInvalid, Texts.MaxFreeText) { Field = "reference" };
        }

        if (!CreditFile.Read(content, ParisCalendar.DayOf(now)).TryGet(out var lines, out var unusable))
        {
            return unusable;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (await KnownAsync(hash) is { } earlier)
        {
            return new Refusal(RefusalCode.FileRepeated, earlier);
        }

        await using var db = await _databases.CreateDbContextAsync();
        var order = new CreditOrderRow
        {
            Id = await _ids.NextAsync(IdKind.CreditOrder),
            Reference = called,
            FileName = Texts.Normalize(Path.GetFileName(fileName), Texts.MaxFreeText) is { Length: > 0 } name ? name : "-",
            State = CreditOrderState.Reading,
            CreatedAt = now,
        };
        db.Add(order);
        await db.SaveChangesAsync();
        await WriteAsync(order, lines);
        (order.State, order.ContentHash) = (CreditOrderState.Checked, hash);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            if (await KnownAsync(hash) is { } other)
            {
                return new Refusal(RefusalCode.FileRepeated, other); // sent twice at once: the other one is there, this one is forgotten by the job
            }

            throw;
        }

        return CreditOrders.Of(order);
    }

    private async Task<long?> KnownAsync(string hash)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.CreditOrders.Where(x => x.ContentHash == hash).Select(x => (long?)x.Id).SingleOrDefaultAsync();
    }

    private async Task WriteAsync(CreditOrderRow order, IReadOnlyList<CreditFileLine> lines)
    {
        HashSet<long> seen = [];
        foreach (var batch in lines.Chunk(Batch))
        {
            await using var db = await _databases.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var customers = await CustomersAsync(db, batch);
            foreach (var line in batch)
            {
                var row = Row(order.Id, line, customers, seen);
                db.Add(row);
                (order.Accepted, order.Refused) = row.Error is null ? (order.Accepted + 1, order.Refused) : (order.Accepted, order.Refused + 1);
                order.TotalCents += row.AmountCents;
            }

            await db.SaveChangesAsync();
        }
    }

    private static async Task<Dictionary<string, long>> CustomersAsync(AppDb db, CreditFileLine[] lines)
    {
        var asked = lines.Where(x => x.Part.Refusal is null).Select(x => x.Identifier).Distinct().ToLookup(CustomerIdentifier.IsEmail);
        string[] emails = [.. asked[true]], numbers = [.. asked[false]];
        var byEmail = emails.Length == 0 ? [] : await db.Customers.Where(c => emails.Contains(c.Email)).Select(c => new { Key = c.Email!, c.Id }).ToListAsync();
        var byNumber = numbers.Length == 0 ? [] : await db.Customers.Where(c => numbers.Contains(c.Number) && c.ClosedAt == null).Select(c => new { Key = c.Number, c.Id }).ToListAsync();
        return byEmail.Concat(byNumber).ToDictionary(x => x.Key, x => x.Id);
    }

    private static CreditOrderLineRow Row(long orderId, CreditFileLine line, Dictionary<string, long> customers, HashSet<long> seen)
    {
        if (!line.Part.TryGet(out var part, out var refusal))
        {
            return Refused(refusal.Name);
        }

        if (!customers.TryGetValue(line.Identifier, out var customerId))
        {
            return Refused(RefusalTable.Of(RefusalCode.CustomerUnknown).Name);
        }

        return seen.Add(customerId)
            ? new CreditOrderLineRow { OrderId = orderId, Line = line.Line, CustomerId = customerId, AmountCents = part.Amount.Cents, IssueYear = part.IssueYear }
            : Refused(RefusalTable.Of(RefusalCode.CustomerRepeated).Name);

        CreditOrderLineRow Refused(string error) => new()
        {
            OrderId = orderId,
            Line = line.Line,
            Error = error,
            Typed = line.Identifier.Length <= CreditOrderMapping.MaxTyped ? line.Identifier : line.Identifier[..CreditOrderMapping.MaxTyped],
        };
    }
}
