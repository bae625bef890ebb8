namespace Guichet.Web.Texts;

/// <summary>The offer and the switch of the notifications.</summary>
public sealed class PushPages;
