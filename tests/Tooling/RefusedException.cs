namespace Guichet.Tooling;

/// <summary>A condition that the developer can mend: told without a stack trace.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException() { }

    public RefusedException(string message) : base(message) { }

    public RefusedException(string message, Exception inner) : base(message, inner) { }
}
