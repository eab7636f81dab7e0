namespace Handover.Core.Flows;

/// <summary>There is at least one row.</summary>
public sealed record NotEmptyTest : DataTest
{
    internal const string Word = "not-empty";

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public override ValueList<string> ColumnNames => [];

    internal override void WriteFields(CanonicalJsonWriter json)
    {
        // Its kind says everything.
    }
}
