namespace Guichet.Web.Texts;

/// <summary>«Où utiliser mes chèques», for everybody.</summary>
public sealed class DirectoryPages;
