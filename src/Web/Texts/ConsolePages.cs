namespace Guichet.Web.Texts;

/// <summary>The issuer's console.</summary>
public sealed class ConsolePages;
