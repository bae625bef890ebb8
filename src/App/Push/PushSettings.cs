namespace Guichet.App.Push;

/// <summary>Settings of the notifications.</summary>
public sealed record PushSettings
{
    /// <summary>GUICHET_PUSH is not «off»: customers are offered notifications.</summary>
    public required bool IsOn { get; init; }

    /// <summary>GUICHET_PUSH is «loopback» (demonstration only): a push service on this machine, without HTTPS, is one too.</summary>
    public required bool Loopback { get; init; }

    /// <summary>GUICHET_PUSH_CONTACT: whom a push service asks when something is wrong, «mailto:…» or «https://…» (RFC 8292, 2.1).</summary>
    public required string Contact { get; init; }
}
