namespace Guichet.Web.Texts;

/// <summary>The page on which a customer closes the account, and the one after it.</summary>
public sealed class AppClosing;
