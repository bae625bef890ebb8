namespace Guichet.Web.Texts;

/// <summary>«Vos opérations»: tabs, filters, views, what an empty list says.</summary>
public sealed class OperationList;
