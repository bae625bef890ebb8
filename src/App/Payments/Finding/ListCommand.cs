using System.Data.Common;
using System.Globalization;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Finding;

/// <summary>One statement of the list, for either database: its text is made of constants and of parameters that it numbers itself.</summary>
internal sealed class ListCommand(DbConnection connection, bool isPostgres, DbTransaction transaction) : IAsyncDisposable
{
    /// <summary>A page that takes longer than this is a fault, and must not hold a connection for ever.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DbCommand _command = connection.CreateCommand();

    public bool IsPostgres => isPostgres;

    public string Add(long value) => AddValue(value);

    public string Add(string value) => AddValue(value);

    public string Add(DateTimeOffset instant) => isPostgres ? AddValue(instant.UtcDateTime) : AddValue(instant.ToUnixTimeMilliseconds());

    /// <summary>SQLite knows little of how many rows an index would spare: there the index is named.</summary>
    public string From(string index) => isPostgres ? "payment" : $"payment INDEXED BY {index}";

    /// <summary>Rows by their ids, whatever else is asked of them.</summary>
    public string FromIds => isPostgres ? "payment" : "payment NOT INDEXED";

    public async Task<DbDataReader> ReadAsync(string sql, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        (_command.Transaction, _command.CommandTimeout) = (transaction, (int)(limit ?? Limit).TotalSeconds);
#pragma warning disable CA2100 // Made of constants of this project; whatever somebody typed is a parameter.
        _command.CommandText = sql;
#pragma warning restore CA2100
        return await _command.ExecuteReaderAsync(cancellation);
    }

    public async Task<List<Payment>> PaymentsAsync(string sql)
    {
        await using var reader = await ReadAsync(sql);
        var payments = new List<Payment>();
        while (await reader.ReadAsync())
        {
            payments.Add(ListRows.Read(reader));
        }

        return payments;
    }

    /// <summary>For what is no value of somebody's: a limit, a state.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private string AddValue(object value)
    {
        var parameter = _command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ($"@p{_command.Parameters.Count.ToString(CultureInfo.InvariantCulture)}", value);
        _command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
