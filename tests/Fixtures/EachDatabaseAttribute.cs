using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Guichet.Fixtures;

/// <summary>
/// With <c>[Theory]</c>: runs the test on SQLite and on PostgreSQL. The kind is the first parameter, the given values are the others;
/// repeat the attribute for several rows of values.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachDatabaseAttribute(params object?[] values) : DataAttribute
{
    public IReadOnlyList<object?> Values => values;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(Enum.GetValues<DatabaseKind>().Select(kind => (ITheoryDataRow)new TheoryDataRow([kind, .. values])).ToList());

    public override bool SupportsDiscoveryEnumeration() => true;
}
