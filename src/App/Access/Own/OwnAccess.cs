using Guichet.Domain;

namespace Guichet.App.Access;

/// <summary>Somebody who is signed in, at the browser in hand: who changes the own access.</summary>
/// <param name="SessionKey">Of this browser's session.</param>
/// <param name="DeviceKey">Of the browser, if it has one.</param>
public abstract record OwnAccess(long AccountId, string? SessionKey, string? DeviceKey, SessionPlace Place)
{
    /// <summary>For use cases that answer with no refusal, because the page has asked already.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody asked.</exception>
    internal abstract void Demand();
}

public sealed record MerchantAccess(MerchantActor Actor, string? SessionKey, string? DeviceKey, SessionPlace Place)
    : OwnAccess(Actor.AccountId, SessionKey, DeviceKey, Place)
{
    internal override void Demand() => Actor.Demand(Permission.ManageOwnAccess);
}

/// <summary>A customer, at the phone in hand.</summary>
public sealed record CustomerAccess(CustomerActor Actor, string? SessionKey, string? DeviceKey, SessionPlace Place)
    : OwnAccess(Actor.AccountId, SessionKey, DeviceKey, Place)
{
    /// <summary>A customer has one role, and it may: the table is asked all the same.</summary>
    internal override void Demand()
    {
        if (!RolePermissions.Allows(Role.Customer, Permission.ManageOwnWallet))
        {
            throw new UnauthorizedAccessException($"{Role.Customer} has no right to {Permission.ManageOwnWallet}.");
        }
    }
}

/// <summary>What is asked again before a change: whatever of it the account has.</summary>
/// <param name="Password">The present one.</param>
/// <param name="Code">Of the authenticator app, or a recovery code; of a customer, the 4 digits.</param>
/// <param name="Passkey">A passkey's answer.</param>
public sealed record Proof(string? Password = null, string? Code = null, PasskeyAnswer? Passkey = null);

/// <summary>A passkey's answer as the browser gives it.</summary>
/// <param name="Token">Of the question.</param>
/// <param name="Json">The credential, by the web's own serialization.</param>
public sealed record PasskeyAnswer(string? Token, string? Json);

/// <summary>The browser's key after a change that signed every other one out, and made this one's key new.</summary>
public sealed record OwnAccessChanged(OpenedSession Session);
