namespace Guichet.Web.Texts;

/// <summary>«Mon compte»: people, points, contact, bank account, and one's own access.</summary>
public sealed class AccountPages;
