namespace Guichet.Web.Texts;

/// <summary>Employers' orders of titles.</summary>
public sealed class Crediting;
