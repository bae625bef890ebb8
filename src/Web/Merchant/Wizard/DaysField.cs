using Guichet.Web.Ui;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>A number of days: a narrow field with its unit, and what stands beside it.</summary>
/// <param name="From">The day from which a script counts the date beside; null when no date stands there.</param>
/// <param name="Max">Most days.</param>
public sealed record DaysField(string Name, string Label, string Value, string Beside, FieldErrors Errors, DateOnly? From, int Max);
