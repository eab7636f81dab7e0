using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Packs;
using Handover.Core.Sql;

namespace Handover.Cli;

/// <summary><c>handover compile</c>. What is wrong goes to the error stream, a line each as compilers write them; the exit code is 1 if there is an error.</summary>
internal sealed class CompileCommand(string file, TextWriter output, TextWriter errors)
{
    public int Run(SqlDialectKind dialect, string? node, string? folder)
    {
        try
        {
            return Compile(dialect, node, folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail("file-unusable", fault.Message);
        }
    }

    private int Compile(SqlDialectKind dialect, string? node, string? folder)
    {
        var parsed = FlowJson.Parse(Read());
        if (parsed.Flow is not { } flow)
        {
            foreach (var problem in parsed.Problems)
            {
                errors.WriteLine($"{file}{(problem.Line is { } line ? $"({line},{problem.Column})" : "")}: error {problem.Code}: {problem.Message}{(problem.Path.Length > 0 ? $" [{problem.Path}]" : "")}");
            }

            return 1;
        }

        var compiled = FlowCompiler.Compile(flow);
        foreach (var problem in compiled.Diagnostics)
        {
            errors.WriteLine(Line(problem));
        }

        if (compiled.HasErrors)
        {
            return 1;
        }

        if (node is not null && compiled.Find(node) is null)
        {
            return Fail("unknown-node", $"The flow has no node \"{node}\".");
        }

        return Write(compiled, node is null ? [.. flow.Deployments.Select(static deployment => deployment.Id)] : [node], dialect, folder);
    }

    private int Write(CompiledFlow compiled, IReadOnlyList<string> nodes, SqlDialectKind dialect, string? folder)
    {
        if (nodes.Count == 0)
        {
            return Fail("nothing-to-compile", "The flow has no deployment. Name a node with --node.");
        }

        var statements = nodes.Select(id => (Node: id, Sql: compiled.Sql(id, dialect))).ToList();
        var problems = statements.SelectMany(static statement => statement.Sql.Problems).Distinct().ToList();
        if (problems.Count > 0)
        {
            problems.ForEach(problem => errors.WriteLine(Line(problem)));
            return 1;
        }

        if (folder is null)
        {
            output.Write(string.Join("\n\n", statements.Select(statement => nodes.Count == 1 ? statement.Sql.Text + ";" : $"-- {statement.Node}\n{statement.Sql.Text};")));
            output.Write('\n');
            return 0;
        }

        var names = new FileNames();
        Directory.CreateDirectory(folder);
        foreach (var (id, sql) in statements)
        {
            File.WriteAllText(Path.Combine(folder, names.Of(id) + ".sql"), sql.Text + ";\n");
        }

        output.WriteLine($"{statements.Count} {(statements.Count == 1 ? "statement" : "statements")} in {folder}");
        return 0;
    }

    private byte[] Read()
    {
        if (file != "-")
        {
            return File.ReadAllBytes(file);
        }

        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }

    private string Line(Diagnostic problem) =>
        $"{file}: {(problem.Severity is Severity.Error ? "error" : problem.Severity is Severity.Warning ? "warning" : "info")} {problem.Code}: "
        + $"{(problem.Node is null ? "" : $"{problem.Node}{(problem.Field is null ? "" : $".{problem.Field}")}: ")}{problem.Message}{(problem.Suggestion is null ? "" : $" {problem.Suggestion}")}";

    private int Fail(string code, string message)
    {
        errors.WriteLine($"{file}: error {code}: {message}");
        return 1;
    }
}
