namespace Guichet.Web.Texts;

/// <summary>«Mes données mises en ligne» of the portal.</summary>
public sealed class ProfilePages;
