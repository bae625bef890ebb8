namespace Guichet.Web.Console;

/// <summary>The way to every room.</summary>
public sealed class HomeModel : ConsolePage;
