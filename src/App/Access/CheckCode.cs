using Guichet.Domain;

namespace Guichet.App.Access;

/// <summary>A signed-in customer confirms with the 4-digit code, on the device that is known.</summary>
public sealed class CheckCode
{
    private readonly KnownDevices _devices;

    internal CheckCode(KnownDevices devices) => _devices = devices;

    /// <summary>
    /// Refuses wrong_code with the tries left; with 0 the device is forgotten, its sessions are signed out and the password has to be asked. Refuses unavailable.
    /// </summary>
    /// <param name="deviceKey">Of the device's cookie.</param>
    /// <returns>The actor, whose code it was.</returns>
    public async Task<Result<CustomerActor>> RunAsync(CustomerActor actor, string? deviceKey, string? code, DateTimeOffset now) =>
        (await _devices.VerifyAsync(deviceKey, actor.AccountId, code, now)).TryGet(out _, out var refusal) ? actor : refusal;
}
