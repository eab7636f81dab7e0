using System.Text;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Compilation;

/// <summary>The sources that most tests read, and flows on top of them.</summary>
internal static class Shop
{
    public static readonly TableName OrdersTable = new("RAW", "SHOP", "ORDERS");
    public static readonly TableName CustomersTable = new("RAW", "SHOP", "CUSTOMERS");

    public static readonly SourceNode Orders = new("orders", OrdersTable)
    {
        Columns =
        [
            new Column("ID", SqlType.Integer, false),
            new Column("CUSTOMER_ID", SqlType.Integer),
            new Column("AMOUNT", SqlType.Number(10, 2)),
            new Column("STATUS", SqlType.Varchar),
            new Column("ORDERED_ON", SqlType.Date),
        ],
    };

    public static readonly SourceNode Customers = new("customers", CustomersTable)
    {
        Columns = [new Column("ID", SqlType.Integer, false), new Column("NAME", SqlType.Varchar, false), new Column("REGION", SqlType.Varchar)],
    };

    public static Flow Flow(params ReadOnlySpan<FlowNode> nodes) => new([Orders, Customers, .. nodes]);

    /// <summary>A flow of the sources and the nodes of a JSON array.</summary>
    public static Flow Parse(string nodes)
    {
        var document = Encoding.UTF8.GetBytes($$"""{"$schema":"handover/flow/1","nodes":{{nodes}}}""");
        var result = FlowJson.Parse(document);
        Assert.True(result.Flow is not null, string.Join("\n", result.Problems));
        return result.Flow with { Nodes = [Orders, Customers, .. result.Flow.Nodes] };
    }

    public static DeploymentNode Deployment(string id, string input, string table) => new(id, input, DeploymentType.Table)
    {
        Target = new TableName("MART", "OUT", table),
        Role = "ANALYST",
        Warehouse = "WH",
    };

    public static CompiledFlow Compile(params ReadOnlySpan<FlowNode> nodes) => FlowCompiler.Compile(Flow(nodes));

    public static string Sql(this CompiledFlow flow, string node)
    {
        var sql = flow.Sql(node, SqlDialectKind.DuckDb);
        Assert.True(sql.Text is not null, string.Join("\n", sql.Problems));
        return sql.Text;
    }
}
