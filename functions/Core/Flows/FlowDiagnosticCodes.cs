namespace Handover.Core.Flows;

/// <summary>The codes of all diagnostics about flows, apart from those of expressions: stable names that clients branch on and documentation explains.</summary>
public static class FlowDiagnosticCodes
{
#pragma warning disable CS1591 // Each code says what it is; its message is in the catalogue of its area.
    public const string DuplicateId = "duplicate-id";
    public const string MissingInput = "missing-input";
    public const string Cycle = "cycle";
    public const string DeploymentAsInput = "deployment-as-input";
    public const string DuplicateTarget = "duplicate-target";
    public const string UnusedNode = "unused-node";
    public const string TooFewInputs = "too-few-inputs";
    public const string DuplicateInput = "duplicate-input";
    public const string UnknownGroupNode = "unknown-group-node";
    public const string UnknownExplorationNode = "unknown-exploration-node";

    public const string SourceColumnsUnknown = "source-columns-unknown";
    public const string UnknownColumn = "unknown-column";
    public const string InvalidName = "invalid-name";
    public const string DuplicateColumn = "duplicate-column";
    public const string ColumnClash = "column-clash";
    public const string ColumnCaseClash = "column-case-clash";
    public const string NothingSelected = "nothing-selected";
    public const string JoinWithoutCondition = "join-without-condition";
    public const string JoinConditionNotAllowed = "join-condition-not-allowed";
    public const string UnionColumnCount = "union-column-count";
    public const string UnionTypeMismatch = "union-type-mismatch";
    public const string UnionColumnMissing = "union-column-missing";
    public const string DistinctOrderMissing = "distinct-order-missing";
    public const string DistinctOrderNotAllowed = "distinct-order-not-allowed";
    public const string OrderNotKept = "order-not-kept";
    public const string SampleSize = "sample-size";
    public const string UnpivotTypeMismatch = "unpivot-type-mismatch";
    public const string DeploymentUnpointed = "deployment-unpointed";
    public const string TestWithoutBounds = "test-without-bounds";
    public const string TestTypeMismatch = "test-type-mismatch";
    public const string MaterializationOnView = "materialization-on-view";
    public const string MaterializationFieldMissing = "materialization-field-missing";
    public const string MaterializationFieldUnused = "materialization-field-unused";
    public const string MaterializationTypeUnfit = "materialization-type-unfit";
    public const string MaterializationNullable = "materialization-nullable";
    public const string MaterializationCoarse = "materialization-coarse";

    public const string StatementNotSelect = "statement-not-select";
    public const string UnsupportedSql = "unsupported-sql";
    public const string UnknownTable = "unknown-table";
    public const string DuplicateAlias = "duplicate-alias";
    public const string OutputNameNeeded = "output-name-needed";
    public const string InvalidPosition = "invalid-position";
    public const string SetColumnCount = "set-column-count";
    public const string SetTypeMismatch = "set-type-mismatch";

    public const string ExchangeTableNotFound = "exchange-table-not-found";
    public const string ExchangeColumnMissing = "exchange-column-missing";
    public const string ExchangeColumnIncompatible = "exchange-column-incompatible";
    public const string ExchangeColumnAdded = "exchange-column-added";
    public const string ExchangeColumnClash = "exchange-column-clash";
    public const string ExchangeGrainMismatch = "exchange-grain-mismatch";
    public const string ExchangeNothingMatched = "exchange-nothing-matched";
    public const string DeploymentCycle = "deployment-cycle";
#pragma warning restore CS1591

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        DuplicateId, MissingInput, Cycle, DeploymentAsInput, DuplicateTarget, UnusedNode, TooFewInputs, DuplicateInput, UnknownGroupNode,
        UnknownExplorationNode, SourceColumnsUnknown, UnknownColumn, InvalidName, DuplicateColumn, ColumnClash, ColumnCaseClash, NothingSelected,
        JoinWithoutCondition, JoinConditionNotAllowed, UnionColumnCount, UnionTypeMismatch, UnionColumnMissing, DistinctOrderMissing,
        DistinctOrderNotAllowed, OrderNotKept, SampleSize, UnpivotTypeMismatch, DeploymentUnpointed, TestWithoutBounds, TestTypeMismatch,
        StatementNotSelect, UnsupportedSql, UnknownTable, DuplicateAlias, OutputNameNeeded, InvalidPosition, SetColumnCount, SetTypeMismatch,
        ExchangeTableNotFound, ExchangeColumnMissing, ExchangeColumnIncompatible, ExchangeColumnAdded, ExchangeColumnClash, ExchangeGrainMismatch,
        ExchangeNothingMatched, DeploymentCycle, MaterializationOnView, MaterializationFieldMissing, MaterializationFieldUnused,
        MaterializationTypeUnfit, MaterializationNullable, MaterializationCoarse,
    ];
}
