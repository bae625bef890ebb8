using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guichet.App.Push.Protocol;
using Microsoft.AspNetCore.DataProtection;

namespace Guichet.App.Push;

/// <summary>What a browser says of its subscription («PushSubscription.toJSON()»), as it comes: from a page, or from its service worker.</summary>
public sealed record PushForm(string? Endpoint, string? P256dh, string? Auth);

/// <summary>Endpoint and keys of a subscription, protected at rest.</summary>
internal sealed class PushTargets(IDataProtectionProvider protection, PushSettings settings)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Guichet.Push");

    public static string HashOf(PushTarget target) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target.Endpoint.AbsoluteUri)));

    public string Protect(PushForm form) => _protector.Protect(JsonSerializer.Serialize(form));

    /// <summary>Null when the key ring that protected it is lost, or when the setting that allowed its address is: nothing can be sent there any more.</summary>
    public PushTarget? Read(string stored)
    {
        try
        {
            var form = JsonSerializer.Deserialize<PushForm>(_protector.Unprotect(stored))!;
            return PushTarget.Parse(form.Endpoint, form.P256dh, form.Auth, settings.Loopback).TryGet(out var target, out _) ? target : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
