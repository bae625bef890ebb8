namespace Guichet.Web.Texts;

/// <summary>How the rest of a payment was paid, and «Clôture du jour».</summary>
public sealed class ClosingPages;
