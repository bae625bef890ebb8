using Guichet.Web.Ui;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>A number of days: a narrow field with its unit.</summary>
public sealed record DaysField(string Name, string Label, string Value, string Unit, FieldErrors Errors);
