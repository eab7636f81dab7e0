using Handover.Core.Diagnostics;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Flows;

/// <summary>Every problem of the shape of a flow, one method a message.</summary>
internal static class GraphDiagnostics
{
    public static Diagnostic Duplicate(FlowNode node) =>
        new(DuplicateId, Severity.Error, $"Two nodes have the id '{node.Id}'; only the first counts.", node.Id, "id", null, "Give one of them another id.");

    public static Diagnostic NoSuchInput(FlowNode node, int input, string? near) => new(
        MissingInput,
        Severity.Error,
        $"'{node.Title}' reads the node '{node.InputIds[input]}', which does not exist.",
        node.Id,
        InputField(node, input),
        null,
        near is null ? "Connect it to another node." : $"Did you mean '{near}'?");

    public static Diagnostic NeedEachOther(IReadOnlyList<string> path) => new(
        Cycle,
        Severity.Error,
        path.Count == 1 ? $"The node '{path[0]}' reads itself." : $"These nodes read each other in a circle: {string.Join(" -> ", path)} -> {path[0]}.",
        path[0],
        null,
        null,
        "Take one of the connections out.");

    public static Diagnostic ReadsDeployment(FlowNode node, int input) => new(
        DeploymentAsInput,
        Severity.Error,
        $"'{node.Title}' reads the deployment '{node.InputIds[input]}', which is an end.",
        node.Id,
        InputField(node, input),
        null,
        "Read the node that it publishes.");

    public static Diagnostic SameTarget(DeploymentNode node, string other) => new(
        DuplicateTarget,
        Severity.Error,
        $"'{node.Title}' publishes {node.Target} and so does '{other}'.",
        node.Id,
        "target",
        null,
        "Give one of them another target.");

    public static Diagnostic Unused(FlowNode node) => new(
        UnusedNode,
        Severity.Warning,
        node is SourceNode ? $"Nothing that is published needs the source '{node.Title}'." : $"Nothing that is published needs '{node.Title}'.",
        node.Id,
        null,
        null,
        "Remove it, or deploy it.");

    public static Diagnostic UnionOfTooFew(UnionNode node) => new(
        TooFewInputs, Severity.Error, $"The union '{node.Title}' needs two inputs or more; it has {node.Inputs.Count}.", node.Id, "inputs", null, "Connect another node.");

    public static Diagnostic SameInput(FlowNode node, int input) => new(
        DuplicateInput, Severity.Warning, $"'{node.Title}' lists the input '{node.InputIds[input]}' twice.", node.Id, InputField(node, input), null, "List it once.");

    public static Diagnostic GroupOfUnknown(FlowGroup group, string node) => new(
        UnknownGroupNode, Severity.Warning, $"The group '{group.Name}' holds the node '{node}', which does not exist.", null, $"groups[{group.Id}].nodes", null, "Take it out of the group.");

    public static Diagnostic ExplorationOfUnknown(Exploration exploration) => new(
        UnknownExplorationNode,
        Severity.Warning,
        $"The exploration '{exploration.Name}' queries the node '{exploration.Node}', which does not exist.",
        null,
        $"explorations[{exploration.Id}].node",
        null,
        "Remove it, or point it to another node.");

    public static Diagnostic DeploymentsNeedEachOther(string node, IReadOnlyList<string> deployments) => new(
        FlowDiagnosticCodes.DeploymentCycle,
        Severity.Error,
        deployments.Count == 1
            ? $"The deployment '{deployments[0]}' reads its own target."
            : $"These deployments read each other's targets: {string.Join(", ", deployments)}.",
        node,
        null,
        null,
        "Connect the nodes directly, or read another table.");

    internal static string InputField(FlowNode node, int input) => node switch
    {
        JoinNode => input == 0 ? "left" : "right",
        UnionNode or SqlNode => $"inputs[{input}]",
        _ => "input",
    };
}
