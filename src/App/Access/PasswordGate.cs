using System.Security.Cryptography;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace Guichet.App.Access;

/// <summary>Hashing is made to be dear: few at once, a short queue, then «unavailable», so that a flood of guesses cannot starve the till.</summary>
internal sealed class PasswordGate : IDisposable
{
    private readonly IPasswordHasher<AccountRow> _hasher;
    private readonly AccessSettings _settings;
    private readonly SemaphoreSlim _slots;

    /// <summary>Verified for unknown numbers, so that they cost the same.</summary>
    private readonly string _nobodysHash;

    private static readonly AccountRow Nobody = new() { FirstName = "", LastName = "" };

    public PasswordGate(IPasswordHasher<AccountRow> hasher, AccessSettings settings)
    {
        (_hasher, _settings, _slots) = (hasher, settings, new SemaphoreSlim(settings.HashingSlots));
        _nobodysHash = hasher.HashPassword(Nobody, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>Null when the queue is too long. The slot is held until disposed.</summary>
    public async Task<Slot?> EnterAsync() => await _slots.WaitAsync(_settings.HashingQueue) ? new Slot(this) : null;

    public void Dispose() => _slots.Dispose();

    public sealed class Slot(PasswordGate gate) : IDisposable
    {
        /// <summary>One verification whatever is asked: an account without password, or none at all, takes the same time.</summary>
        public async Task<bool> VerifyAsync(string? hash, string password)
        {
            var bounded = password.Length <= PasswordRules.MaxLength ? password : password[..PasswordRules.MaxLength];
            var verified = await Task.Run(() => gate._hasher.VerifyHashedPassword(Nobody, hash ?? gate._nobodysHash, bounded));
            return verified != PasswordVerificationResult.Failed && hash is not null && bounded.Length == password.Length;
        }

        public Task<string> HashAsync(string password) => Task.Run(() => gate._hasher.HashPassword(Nobody, password));

        public void Dispose() => gate._slots.Release();
    }
}
