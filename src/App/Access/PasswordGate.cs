using System.Security.Cryptography;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace Guichet.App.Access;

/// <summary>
/// Hashing is made to be dear: few at once, a short queue, then «unavailable», so that a flood of guesses cannot starve the till. Known browsers have a
/// slot of their own, which no stranger takes.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    private readonly IPasswordHasher<AccountRow> _hasher;
    private readonly AccessSettings _settings;
    private readonly SemaphoreSlim _strangers, _known = new(1);

    /// <summary>Verified for unknown numbers, so that they cost the same.</summary>
    private readonly string _nobodysHash;

    private static readonly AccountRow Nobody = new() { FirstName = "", LastName = "" };

    public PasswordGate(IPasswordHasher<AccountRow> hasher, AccessSettings settings)
    {
        (_hasher, _settings, _strangers) = (hasher, settings, new SemaphoreSlim(settings.HashingSlots));
        _nobodysHash = hasher.HashPassword(Nobody, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>Null when the queue is too long. The slot is held until disposed.</summary>
    public async Task<Slot?> EnterAsync(bool isKnown = false)
    {
        var slots = isKnown ? _known : _strangers;
        return await slots.WaitAsync(_settings.HashingQueue) ? new Slot(this, slots) : null;
    }

    public void Dispose()
    {
        _strangers.Dispose();
        _known.Dispose();
    }

    public sealed class Slot(PasswordGate gate, SemaphoreSlim slots) : IDisposable
    {
        /// <summary>One verification whatever is asked: an account without password, or none at all, takes the same time.</summary>
        public async Task<bool> VerifyAsync(string? hash, string password)
        {
            var bounded = password.Length <= PasswordRules.MaxLength ? password : password[..PasswordRules.MaxLength];
            var verified = await Task.Run(() => gate._hasher.VerifyHashedPassword(Nobody, hash ?? gate._nobodysHash, bounded));
            return verified != PasswordVerificationResult.Failed && hash is not null && bounded.Length == password.Length;
        }

        public Task<string> HashAsync(string password) => Task.Run(() => gate._hasher.HashPassword(Nobody, password));

        public void Dispose() => slots.Release();
    }
}
