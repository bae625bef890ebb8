namespace Guichet.Web.Texts;

/// <summary>The way in: applying for an agreement, and activating an account.</summary>
public sealed class Joining;
