using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse;

/// <summary>A folder with the databases RAW, DEV, PROD and ARCHIVE, and roles that may do different things in them.</summary>
public sealed class WarehouseFixture : IAsyncLifetime
{
    public static readonly Session Analyst = new("ANALYST", "WH");
    public static readonly Session Deployer = new("DEPLOYER", "WH");
    public static readonly Session Auditor = new("AUDITOR", "WH");

    public static readonly TableName Orders = new("RAW", "SHOP", "ORDERS");
    public static readonly TableName Salaries = new("RAW", "HR", "SALARIES");

    public string Folder { get; } = Directory.CreateTempSubdirectory("handover-warehouse-").FullName;

    public DuckDbWarehouse Warehouse { get; private set; } = null!;

    public static Grants SomeGrants => new(["WH", "BIG_WH"], new Dictionary<string, IReadOnlyList<Grant>>
    {
        ["ANALYST"] = [new("RAW", "SHOP", Read: true), new("DEV", Read: true, Write: true)],
        ["DEPLOYER"] = [new("RAW", "SHOP", Read: true), new("DEV", Read: true), new("PROD", "SHOP", Read: true, Write: true), new("ARCHIVE", "SHOP", Read: true, Write: true)],
        ["AUDITOR"] = [new("RAW", "HR", Read: true)],
    });

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "grants.json"), SomeGrants.ToJson());
        Warehouse = Open();
        foreach (var (database, schemas) in new[] { ("RAW", new[] { "SHOP", "HR" }), ("DEV", ["SHOP"]), ("PROD", ["SHOP", "FINANCE"]), ("ARCHIVE", ["SHOP"]) })
        {
            await Warehouse.EnsureDatabaseAsync(database, default);
            foreach (var schema in schemas)
            {
                await Warehouse.EnsureSchemaAsync(database, schema, default);
            }
        }
        await Warehouse.ExecuteAdminAsync("RAW", """
            CREATE TABLE RAW.SHOP.ORDERS AS SELECT range AS ID, 'C' || range % 10 AS CUSTOMER, (range * 1.5)::DECIMAL(12,2) AS AMOUNT FROM range(1000);
            CREATE TABLE RAW.HR.SALARIES AS SELECT 1 AS ID, 9000 AS SALARY;
            CREATE VIEW RAW.SHOP.TOTALS AS SELECT sum(SALARY) AS TOTAL FROM RAW.HR.SALARIES;
            CREATE MACRO RAW.HR.SPY() AS (SELECT max(SALARY) FROM RAW.HR.SALARIES);
            CREATE MACRO RAW.HR.SPIES() AS TABLE SELECT * FROM RAW.HR.SALARIES;
            """, default);
    }

    public DuckDbWarehouse Open() => new(new DuckDbOptions { Folder = Folder, MemoryMiB = 512, Threads = 2 });

    public async Task ReopenAsync()
    {
        await Warehouse.DisposeAsync();
        Warehouse = Open();
    }

    public async Task DisposeAsync()
    {
        await Warehouse.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public static async Task<WarehouseException> RefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<WarehouseException>(call);

    public async Task<IReadOnlyList<IReadOnlyList<object?>>> RowsAsync(Session session, string select) =>
        (await Warehouse.QueryAsync(session, select, 1000, TimeSpan.FromSeconds(30), default)).Rows;

    public async Task<object?> ValueAsync(Session session, string select) => Assert.Single(Assert.Single(await RowsAsync(session, select)));
}
