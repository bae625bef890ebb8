using Xunit.v3;

namespace Guichet.Fixtures;

/// <summary>Marks a test that only <c>./dev.cs test --long</c> runs.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class LongAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Duration", "Long")];
}
