namespace Guichet.Web.Texts;

/// <summary>«Exporter»: the links, the headings of the file, and what is said when too many ask at once.</summary>
public sealed class OperationExport;
