namespace Guichet.Web.Texts;

/// <summary>The rooms of the issuer's console: agreements, customers, orders of titles, accounts.</summary>
public sealed class ConsoleRooms;
