namespace Guichet.Web.Texts;

/// <summary>«Sécurité» and «Compte bancaire» of «Mon compte».</summary>
public sealed class AccessPages;
