namespace Guichet.Web.Texts;

/// <summary>Scanning and paying in the customer's app.</summary>
public sealed class PayPages;
