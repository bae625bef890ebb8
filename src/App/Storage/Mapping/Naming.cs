using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guichet.App.Storage.Mapping;

/// <summary>Tables, columns, indexes and constraints in snake_case, so that SQL by hand needs no quotes on either database.</summary>
internal static partial class Naming
{
    public static void ToSnakeCase(ModelBuilder builder)
    {
        // Two passes: names of keys and indexes are made from those of the tables and columns.
        var entities = builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).ToList();
        foreach (var entity in entities)
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }

        foreach (var entity in entities)
        {
            NameConstraints(entity);
        }
    }

    private static void NameConstraints(IMutableEntityType entity)
    {
        var table = entity.GetTableName();
        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
        }

        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName($"fk_{table}_{Columns(foreignKey.Properties)}");
        }

        foreach (var index in entity.GetIndexes().Where(index => index.Name is null && !GivenByHand(index)))
        {
            index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{table}_{Columns(index.Properties)}");
        }
    }

    private static bool GivenByHand(IMutableIndex index) => index.GetDatabaseName() is { } name && (name.StartsWith("ix_", StringComparison.Ordinal) || name.StartsWith("ux_", StringComparison.Ordinal));

    private static string Columns(IEnumerable<IMutableProperty> properties) => string.Join('_', properties.Select(property => SnakeCase(property.Name)));

    private static string SnakeCase(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
