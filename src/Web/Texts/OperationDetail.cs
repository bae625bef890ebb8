namespace Guichet.Web.Texts;

/// <summary>What the detail of an operation offers beside its facts: send again, ask again, notes, the receipt.</summary>
public sealed class OperationDetail;
