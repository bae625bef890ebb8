using Guichet.Domain;

namespace Guichet.App.Access;

/// <summary>Somebody who is signed in, at the browser in hand: who changes the own access.</summary>
/// <param name="SessionKey">Of this browser's session.</param>
/// <param name="DeviceKey">Of the browser, if it has one.</param>
public sealed record OwnAccess(MerchantActor Actor, string? SessionKey, string? DeviceKey, SessionPlace Place);

/// <summary>What is asked again before a change: whatever of it the account has.</summary>
/// <param name="Password">The present one.</param>
/// <param name="Code">Of the authenticator app, or a recovery code.</param>
/// <param name="Passkey">A passkey's answer.</param>
public sealed record Proof(string? Password = null, string? Code = null, PasskeyAnswer? Passkey = null);

/// <summary>A passkey's answer as the browser gives it.</summary>
/// <param name="Token">Of the question.</param>
/// <param name="Json">The credential, by the web's own serialization.</param>
public sealed record PasskeyAnswer(string? Token, string? Json);

/// <summary>The browser's key after a change that signed every other one out, and made this one's key new.</summary>
public sealed record OwnAccessChanged(OpenedSession Session);
