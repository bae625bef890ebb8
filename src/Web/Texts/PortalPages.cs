namespace Guichet.Web.Texts;

/// <summary>The portal's public pages: home, notice, information, questions.</summary>
public sealed class PortalPages;
