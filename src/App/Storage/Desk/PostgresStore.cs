using Guichet.Domain.Payments;
using Npgsql;

namespace Guichet.App.Storage.Desk;

/// <summary>PostgreSQL: one connection a lane, a group in two round trips (begin and locks; writes and commit), every statement prepared once.</summary>
internal sealed class PostgresStore(DatabaseAddress address, DeskLimits limits) : DeskStore
{
    private NpgsqlConnection? _connection;
    private bool _notReplicated;

    public override async Task OpenAsync()
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open })
        {
            return;
        }

        await CloseAsync();
        var connection = new NpgsqlConnection(ConnectionString(address, limits));
        connection.Notice += (_, e) => _notReplicated |= IsNotReplicated(e.Notice);
        try
        {
            await connection.OpenAsync();
            await MakeDurableAsync(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        _connection = connection;
    }

    public override Task<DeskLoaded> LoadAsync(DeskNeeds needs) => PostgresLoad.RunAsync(_connection!, needs);

    public override Task<IReadOnlyList<Payment>> ReadAsync(long[] paymentIds) => PostgresLoad.ReadPaymentsAsync(_connection!, paymentIds);

    public override async Task SaveAsync(DeskWrites writes, Action committing)
    {
        _notReplicated = false;
        committing();
        await PostgresSave.RunAsync(_connection!, writes);
        if (_notReplicated)
        {
            throw new NotReplicatedException();
        }
    }

    public override async Task<bool> RollBackAsync()
    {
        if (_connection is not { FullState: System.Data.ConnectionState.Open } connection)
        {
            await CloseAsync();
            return false;
        }

        try
        {
            await using var rollBack = new NpgsqlCommand("ROLLBACK", connection);
            await rollBack.ExecuteNonQueryAsync();
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            await CloseAsync();
            return false;
        }
    }

    public override DeskFault FaultOf(Exception exception) => exception switch
    {
        NotReplicatedException => DeskFault.NotReplicated,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ux_payment_suggested" or "ux_payment_number" or "pk_idempotency" } => DeskFault.Collision,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } => DeskFault.Collision,
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "57P05" } => DeskFault.Lost,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.QueryCanceled } => DeskFault.Collision,
        PostgresException => DeskFault.Bug,
        NpgsqlException { InnerException: TimeoutException } => DeskFault.Collision,
        NpgsqlException or System.Net.Sockets.SocketException or IOException => DeskFault.Lost,
        _ => DeskFault.Bug,
    };

    public override ValueTask DisposeAsync() => new(CloseAsync());

    /// <summary>
    /// The desk looks rows up by key alone, so its plans never depend on how full a table was when they were made. A lock that is not given in time is a collision;
    /// a server that vanishes in the middle of a group does not keep its rows locked. The command timeout stays: it ends a wait for a standby that is gone.
    /// </summary>
    private static string ConnectionString(DatabaseAddress address, DeskLimits limits)
    {
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            ApplicationName = "guichet-desk",
            Pooling = false,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 1,
            Timeout = 3,
            CommandTimeout = limits.CommandSeconds,
            NoResetOnClose = true,
            TcpKeepAlive = true,
        };
        settings.Options = $"{settings.Options} -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off "
            + "-c plan_cache_mode=force_generic_plan -c lock_timeout=5s -c idle_in_transaction_session_timeout=15s";
        return settings.ConnectionString;
    }

    /// <summary>Whatever the server's default is, a payment is acknowledged after its commit is on the disk; a standby takes none.</summary>
    private static async Task MakeDurableAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT current_setting('synchronous_commit'), pg_is_in_recovery()", connection);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            if (reader.GetBoolean(1))
            {
                throw new IOException("The server is a standby.");
            }

            if (reader.GetString(0) != "off")
            {
                return;
            }
        }

        command.CommandText = "SET synchronous_commit = on";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>«canceling wait for synchronous replication…»: committed here, perhaps not there, and the driver reports success (finding 2).</summary>
    private static bool IsNotReplicated(PostgresNotice notice) =>
        notice.SqlState == "01000" && notice.MessageText.Contains("synchronous replication", StringComparison.OrdinalIgnoreCase);

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
