using Handover.Core.Flows;

namespace Handover.Core.Compilation;

/// <summary>Gives names and types to a flow. Pure, thread-safe, linear in the flow's size; never throws for what a user built.</summary>
public static class FlowCompiler
{
    /// <summary>Compiles a flow; all problems at once.</summary>
    public static CompiledFlow Compile(Flow flow) => throw new NotSupportedException(flow.ToString());
}
