using System.Data.Common;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>Snowflake's errors in the warehouse's words.</summary>
public sealed class SnowflakeErrorTests
{
    private static readonly Session Analyst = new("ANALYST", "COMPUTE_WH");

    [Theory]
    [InlineData(2003, "42S02", "SQL compilation error:\nObject 'X' does not exist or not authorized.", WarehouseFailure.NotFound, "Object 'X' does not exist or not authorized. Check the name")]
    [InlineData(2043, "02000", "SQL compilation error:\nObject does not exist, or operation cannot be performed.", WarehouseFailure.NotFound, "Check the name")]
    [InlineData(3001, "42501", "SQL access control error:\nInsufficient privileges to operate on schema 'SHOP'", WarehouseFailure.NotAuthorized, "operate on schema 'SHOP'. Have it granted")]
    [InlineData(606, "57P03", "No active warehouse selected in the current session.", WarehouseFailure.Unavailable, "AUTO_RESUME")]
    [InlineData(90073, "22000", "Warehouse 'W' cannot be resumed because resource monitor 'M' has exceeded its quota.", WarehouseFailure.Unavailable, "quota raised")]
    [InlineData(604, "57014", "SQL execution canceled", WarehouseFailure.Timeout, "query history")]
    [InlineData(630, "57014", "Statement reached its statement or warehouse timeout of 60 second(s) and was canceled.", WarehouseFailure.Timeout, "60 second(s)")]
    [InlineData(1003, "42000", "SQL compilation error:\nsyntax error line 1 at position 7 unexpected 'FORM'.", WarehouseFailure.InvalidStatement, "line 1 at position 7")]
    [InlineData(904, "42000", "SQL compilation error: error line 1 at position 7\ninvalid identifier 'A'", WarehouseFailure.InvalidStatement, "invalid identifier 'A'")]
    [InlineData(2140, "42601", "SQL compilation error:\nUnknown function F", WarehouseFailure.InvalidStatement, "Unknown function F")]
    [InlineData(100038, "22018", "Numeric value 'x' is not recognized", WarehouseFailure.DataError, "'x' is not recognized. Mend the data")]
    [InlineData(100035, "22007", "Timestamp 'x' is not recognized", WarehouseFailure.DataError, "TRY_")]
    [InlineData(100051, "22012", "Division by zero", WarehouseFailure.DataError, "Division by zero.")]
    [InlineData(100090, "42P18", "Duplicate row detected during DML action", WarehouseFailure.DataError, "merge key")]
    [InlineData(2002, "42710", "SQL compilation error:\nObject 'T' already exists.", WarehouseFailure.InvalidStatement, "Rename or drop that one")]
    [InlineData(90064, "", "Warehouse 'W' is suspended.", WarehouseFailure.Unavailable, "Resume it")]
    [InlineData(390112, "08001", "Your session has expired.", WarehouseFailure.Unavailable, "expired: try again")]
    [InlineData(390113, "08001", "Master token not found.", WarehouseFailure.Unavailable, "expired: try again")]
    [InlineData(390318, "08001", "OAuth access token expired.", WarehouseFailure.Unavailable, "renew it")]
    [InlineData(390114, "08001", "Authentication token has expired.  The user must authenticate again.", WarehouseFailure.Unavailable, "expired: try again")]
    [InlineData(390144, "08001", "JWT token is invalid.", WarehouseFailure.Unavailable, "RSA_PUBLIC_KEY")]
    [InlineData(270066, "", "Failed to get access token", WarehouseFailure.Unavailable, "managed identity")]
    [InlineData(999999, "42601", "Something new", WarehouseFailure.InvalidStatement, "Something new.")]
    [InlineData(999999, "", "Something new", WarehouseFailure.Unavailable, "Something new. Try again.")]
    public async Task An_error_says_what_it_is_and_what_to_do(int code, string state, string text, WarehouseFailure failure, string says)
    {
        var refused = await QueryAsync(new ScriptedException(code, state, text));
        Assert.Equal(failure, refused.Failure);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal("01b2-failed", refused.QueryId);
        Assert.DoesNotContain("VendorCode", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("compilation error", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task A_network_that_fails_may_be_tried_again()
    {
        foreach (var error in new Exception[] { new HttpRequestException("no route"), new TaskCanceledException("driver's own"), new IOException(), new AggregateException(new TimeoutException()) })
        {
            var refused = await QueryAsync(error);
            Assert.True(refused.IsTransient);
            Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_or_virtual_warehouse_that_cannot_be_used_is_named()
    {
        var role = await SetUpAsync("USE ROLE", new ScriptedException(3013, "42501", "SQL access control error: Requested role 'ANALYST' is not assigned to the executing user."));
        Assert.Equal(WarehouseFailure.NotAuthorized, role.Failure);
        Assert.StartsWith("The role ANALYST does not exist or is not granted to Handover's Snowflake user", role.Message, StringComparison.Ordinal);
        var compute = await SetUpAsync("USE WAREHOUSE", new ScriptedException(2043, "02000", "SQL compilation error:\nObject does not exist, or operation cannot be performed."));
        Assert.Equal(WarehouseFailure.NotFound, compute.Failure);
        Assert.StartsWith("The virtual warehouse COMPUTE_WH does not exist or the role ANALYST may not use it", compute.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_an_administrators_business()
    {
        var warehouse = new SnowflakeWarehouse(new SnowflakeConnector((_, _) => throw new ScriptedException(390100, "28000", "Incorrect username or password was specified."), _ => null, NoSubmission, NoQuery));
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.RolesAsync(default));
        Assert.Equal(WarehouseFailure.Unavailable, refused.Failure);
        Assert.Contains("An administrator of Handover has to mend this", refused.Message, StringComparison.Ordinal);
    }

    private static Task<string> NoSubmission(DbCommand command, CancellationToken cancellation) => throw new InvalidOperationException("Nothing is submitted here.");

    private static Task<bool> NoQuery(DbCommand command, string query, CancellationToken cancellation) => throw new InvalidOperationException("Nothing was submitted.");

    private static async Task<WarehouseException> QueryAsync(Exception error)
    {
        var account = new FakeAccount { Otherwise = (_, _) => throw error };
        return await Assert.ThrowsAsync<WarehouseException>(() => account.Warehouse().QueryAsync(Analyst, "SELECT 1", 1, TimeSpan.FromSeconds(10), default));
    }

    private static async Task<WarehouseException> SetUpAsync(string beginning, DbException error)
    {
        var connection = new ScriptedConnection((sql, _) => sql.StartsWith(beginning, StringComparison.Ordinal) ? throw error : Task.FromResult(ScriptedResult.Done));
        var warehouse = new SnowflakeWarehouse(new SnowflakeConnector((_, _) => Task.FromResult<DbConnection>(connection), _ => null, NoSubmission, NoQuery));
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.DatabasesAsync(Analyst, default));
        Assert.True(connection.IsDisposed);
        return refused;
    }
}
