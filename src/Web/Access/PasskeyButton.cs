namespace Guichet.Web.Access;

/// <summary>A button of a form that asks a passkey and then sends the form. Hidden where the browser has no passkeys, or runs no scripts.</summary>
/// <param name="Question">Where the question comes from.</param>
/// <param name="Adds">A new one is made.</param>
public sealed record PasskeyButton(string Question, string Label, bool Adds = false)
{
    /// <summary>Names of further fields of the form that go to the question's address, separated by spaces.</summary>
    public string? With { get; init; }
}
