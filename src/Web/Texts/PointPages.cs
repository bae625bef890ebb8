namespace Guichet.Web.Texts;

/// <summary>«Points d'accueil» of «Mon compte», and the issuer's answers to those who ask for one more.</summary>
public sealed class PointPages;
