namespace Guichet.Web.Texts;

/// <summary>«Personnes» of «Mon compte»: who signs in for the agreement, and what each may do.</summary>
public sealed class PeoplePages;
