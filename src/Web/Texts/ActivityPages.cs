namespace Guichet.Web.Texts;

/// <summary>The customer's history, reservations and receipts.</summary>
public sealed class ActivityPages;
