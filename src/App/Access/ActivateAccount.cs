using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>What somebody who activates an account types, and what the browser holds.</summary>
/// <param name="Number">Agreement number, Shop ID, personal number, or a customer's number or e-mail.</param>
public sealed record ActivationForm(AccountArea Area, string? Number, string? Code, string? Password, string? PasswordAgain)
{
    /// <summary>A customer's 4-digit code, twice; merchants have none.</summary>
    public string? Pin { get; init; }

    public string? PinAgain { get; init; }

    public SessionPlace Place { get; init; } = SessionPlace.Unknown;

    public string? SessionKey { get; init; }
    public string? DeviceKey { get; init; }
}

/// <summary>
/// Number and activation code set the first password, once, and sign the browser in as a known one. A number that nobody has, a wrong, used or expired code and
/// an account that has a password already answer alike; tries are counted before a code is looked at.
/// </summary>
public sealed class ActivateAccount
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ActivationCodes _codes;
    private readonly PasswordGate _gate;
    private readonly Turns _turns;
    private readonly SignInTries _tries;
    private readonly Sessions _sessions;
    private readonly KnownDevices _devices;
    private readonly AccessSettings _settings;
    private readonly AddressTries _addresses;

    internal ActivateAccount(
        IDbContextFactory<AppDb> databases, ActivationCodes codes, PasswordGate gate, Turns turns, SignInTries tries, Sessions sessions, KnownDevices devices, AccessSettings settings)
    {
        (_databases, _codes, _gate, _turns, _tries, _sessions, _devices, _settings) = (databases, codes, gate, turns, tries, sessions, devices, settings);
        _addresses = new AddressTries(settings.ActivationsPerAddress, settings.ActivationWindow);
    }

    /// <summary>
    /// Refuses what <see cref="NewPassword"/> refuses, code_too_weak and codes_differ before a code is looked at; then activation_refused, too_many_attempts
    /// (minutes), unavailable. A password that is refused leaves the code usable.
    /// </summary>
    public async Task<Result<OpenedSession>> RunAsync(ActivationForm form, DateTimeOffset now)
    {
        // What depends on nobody's account first: a slip there costs no try.
        if ((NewPassword.Check(form.Password, form.PasswordAgain, null).Refusal ?? PinRefusal(form)) is { } slip)
        {
            return slip;
        }

        if (_addresses.Take(form.Place.Address, now) is { } minutes)
        {
            return new Refusal(RefusalCode.TooManyAttempts, minutes);
        }

        await using var db = await _databases.CreateDbContextAsync();
        var found = await FindAccount.ByTypedAsync(db, form.Area, form.Number);
        using var turn = await _turns.EnterAsync($"activation {found.Name}", _settings.HashingQueue);
        if (turn is null)
        {
            return RefusalCode.Unavailable;
        }

        var code = ReadableCode.Normalize(form.Code);
        // 0 is nobody's: the same questions, which find nothing.
        if (!await _codes.TryAsync(db, found.Account?.Id ?? 0, code, now) || found.Account is not { PasswordHash: null } account
            || Sessions.AreaOf(account.Kind) != form.Area || !account.IsOpen(now))
        {
            return RefusalCode.ActivationRefused;
        }

        _addresses.GiveBack(form.Place.Address);
        if (!NewPassword.Check(form.Password, form.PasswordAgain, account).TryGet(out var password, out var refusal))
        {
            await ActivationCodes.GiveBackAsync(db, account.Id);
            return refusal;
        }

        using var slot = await _gate.EnterAsync();
        if (slot is null)
        {
            await ActivationCodes.GiveBackAsync(db, account.Id);
            return RefusalCode.Unavailable;
        }

        return await OpenAsync(db, account, code, await slot.HashAsync(password), form, now) is { } opened ? opened : RefusalCode.ActivationRefused;
    }

    /// <summary>All in one commit; null when another browser was quicker with the same code.</summary>
    private async Task<OpenedSession?> OpenAsync(AppDb db, AccountRow account, string code, string passwordHash, ActivationForm form, DateTimeOffset now)
    {
        var stamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var pinHash = form.Area == AccountArea.Customer ? _devices.HashCode(form.Pin!) : account.PinHash;
        await using var transaction = await db.Database.BeginTransactionAsync();

        // The row's lock decides who comes first.
        var set = await db.Accounts.Where(a => a.Id == account.Id && a.PasswordHash == null && a.DisabledAt == null).ExecuteUpdateAsync(x => x
            .SetProperty(a => a.PasswordHash, passwordHash).SetProperty(a => a.PinHash, pinHash).SetProperty(a => a.SecurityStamp, stamp));
        if (set == 0 || !await _codes.UseAsync(db, account.Id, code))
        {
            return null;
        }

        await SignInTries.ResetAsync(db, _tries.OfStrangers(account.UserName!, exists: true));
        var isHalf = SecondFactor.IsAskedOf(account);
        var deviceKey = isHalf ? null : await _devices.AddAsync(db, account, form.DeviceKey, now, form.Place);
        var ticket = form.Area == AccountArea.Customer ? SessionTicket.OfDevice(AccessKey.Hash(deviceKey)!) : SessionTicket.Empty;
        var sessionKey = await _sessions.OpenAsync(db, account, ticket, form.SessionKey, now, isHalf ? SessionStage.Half : SessionStage.Full, form.Place);
        await transaction.CommitAsync();
        return new OpenedSession(account.Id, sessionKey, deviceKey, isHalf);
    }

    private static Refusal? PinRefusal(ActivationForm form) => form.Area == AccountArea.Customer ? ChangePin.Refusal(form.Pin, form.PinAgain) : null;
}
