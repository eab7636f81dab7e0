using System.CommandLine;
using Handover.Cli;
using Handover.Core.Sql;

var flow = new Argument<string>("flow") { Description = "A flow document, as GET projects/{id}/flow answers it; - reads standard input." };
var dialect = new Option<string>("--dialect") { Description = "The SQL to write.", DefaultValueFactory = static _ => "snowflake" };
dialect.AcceptOnlyFromAmong("snowflake", "duckdb");
var node = new Option<string?>("--node") { Description = "Id of the one node whose SQL is wanted; otherwise that of every deployment is written." };
var folder = new Option<string?>("--out", "-o") { Description = "A folder for one file each, instead of standard output." };
var compile = new Command("compile", "Checks a flow and writes the SQL that its deployments publish.") { flow, dialect, node, folder };
compile.SetAction(parsed => new CompileCommand(parsed.GetRequiredValue(flow), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
    .Run(parsed.GetRequiredValue(dialect) == "duckdb" ? SqlDialectKind.DuckDb : SqlDialectKind.Snowflake, parsed.GetValue(node), parsed.GetValue(folder)));
return new RootCommand("Handover on the command line: what needs no installation.") { compile }.Parse(args).Invoke();
