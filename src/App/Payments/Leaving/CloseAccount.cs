using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Wallets.Blocking;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Leaving;

/// <summary>
/// A customer closes the account, for good: what names the person is erased, the sums stay whole (I-53). State, erasure, the line of the audit trail and the last
/// letter are one commit. What is erased, and what is not, is decision 30.
/// </summary>
public sealed class CloseAccount
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PresentPassword _present;
    private readonly KnownDevices _devices;
    private readonly OwnAccount _own;

    internal CloseAccount(IDbContextFactory<AppDb> databases, PresentPassword present, KnownDevices devices, OwnAccount own) =>
        (_databases, _present, _devices, _own) = (databases, present, devices, own);

    /// <summary>
    /// Refuses what <see cref="ReadClosing"/> finds (the first of it), wrong_password, wrong_code (tries left; with 0 this phone is forgotten and signed out),
    /// too_many_attempts (minutes), unavailable; not_found when this phone was signed out meanwhile.
    /// </summary>
    /// <param name="code">The 4 digits, beside the password: whoever knows one of the two closes nothing.</param>
    public async Task<Result<bool>> RunAsync(CustomerAccess own, string? password, string? code, DateTimeOffset now)
    {
        var (at, customerId) = (ParisCalendar.Truncate(now), own.Actor.CustomerId);
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (await ReadClosing.ObstaclesAsync(db, customerId, at) is [var obstacle, ..])
        {
            return obstacle; // before a guess is counted
        }

        if (await _present.CheckAsync(db, account, password, at) is { } wrong)
        {
            return wrong;
        }

        if ((await _devices.VerifyAsync(own.DeviceKey, account.Id, code, at)).Refusal is { } wrongCode)
        {
            return wrongCode;
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == customerId);
        string[] addresses = [.. new[] { customer.Email, account.Email }.OfType<string>().Distinct()];
        var strays = await StrayTraces.FindAsync(db, customerId, addresses);
        var letter = await _own.LetterAsync(account, AccountLetterKind.AccountClosed, at);
        await WalletMark.PrepareAsync(db, customerId, at);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await WalletMark.LockAsync(db, customerId);
        // First the customer's row: who is giving titles at this moment has it, or waits for it and finds it closed.
        var closed = await db.Customers.Where(c => c.Id == customerId && c.ClosedAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.ClosedAt, at).SetProperty(c => c.Email, (string?)null).SetProperty(c => c.FirstName, "").SetProperty(c => c.LastName, ""));
        if (await ReadClosing.ObstaclesAsync(db, customerId, at) is [var meanwhile, ..])
        {
            return meanwhile;
        }

        if (closed == 0 || await db.Accounts.CountAsync(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash && a.PinHash == account.PinHash) == 0)
        {
            return RefusalCode.NotFound; // closed by another phone, or the password was changed there; nothing is committed
        }

        await Erasure.OfAccountAsync(db, account.Id, at);
        await Erasure.OfCustomerAsync(db, customerId, account.Id);
        await strays.EraseAsync(db, addresses);
        if (letter is not null)
        {
            db.Letters.Add(letter); // the last, after all others were dropped
        }

        await AuditTrail.AppendAsync(db, account.Id, AuditAction.CustomerClosed, AuditSubject.Customer(customerId), at);
        await transaction.CommitAsync();
        _own.Forget(account);
        return true;
    }
}
