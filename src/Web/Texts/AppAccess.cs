namespace Guichet.Web.Texts;

/// <summary>Who gets into the app, and what becomes of the wallet: block, phones, code, passkeys, data.</summary>
public sealed class AppAccess;
