namespace Guichet.Web.Merchant.Profile;

/// <summary>A text of several lines, with what helps to fill it in and what is wrong with it.</summary>
public sealed record TextArea(string Name, string Label, string Hint, string? Value, int MaxLength, int Rows, string? Error);
