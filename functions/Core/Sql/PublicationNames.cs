namespace Handover.Core.Sql;

/// <summary>The names that publishing an object takes beside its target, in one place. All are in the target's schema.</summary>
public static class PublicationNames
{
    private const string StageMark = "__STAGE_";
    private const string PreviousMark = "__PREVIOUS";
    private const string DeltaMark = "__DELTA_";

    /// <summary>Longest target name that leaves room for the marks and a token of 32 characters within Snowflake's 255.</summary>
    public const int MaxTargetName = 255 - 11 - 32;

    /// <summary><c>T__STAGE_{token}</c>: where an operation builds the object.</summary>
    public static TableName Stage(TableName target, string token) => target with { Name = $"{target.Name}{StageMark}{Checked(token)}" };

    /// <summary><c>T__DELTA_{token}</c>: the rows that an operation merges, while it does.</summary>
    public static TableName Delta(TableName target, string token) => target with { Name = $"{target.Name}{DeltaMark}{Checked(token)}" };

    /// <summary><c>T__PREVIOUS</c>: what the target was before the last swap.</summary>
    public static TableName Previous(TableName target) => target with { Name = $"{target.Name}{PreviousMark}" };

    /// <summary><c>T__PREVIOUS_{token}</c>: the previous object that an operation's own previous object displaces.</summary>
    public static TableName OlderPrevious(TableName target, string token) => target with { Name = $"{target.Name}{PreviousMark}_{Checked(token)}" };

    /// <summary>Whether a name is one of ours beside a target, so that catalogues can leave it out.</summary>
    public static bool IsInternal(string name) =>
        name.EndsWith(PreviousMark, StringComparison.Ordinal)
        || HasToken(name, StageMark)
        || HasToken(name, DeltaMark)
        || HasToken(name, PreviousMark + "_");

    private static bool HasToken(string name, string mark)
    {
        var at = name.LastIndexOf(mark, StringComparison.Ordinal);
        return at > 0 && IsToken(name.AsSpan(at + mark.Length));
    }

    private static bool IsToken(ReadOnlySpan<char> token)
    {
        if (token.Length is < 8 or > 32)
        {
            return false;
        }

        foreach (var character in token)
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    private static string Checked(string token) =>
        IsToken(token) ? token : throw new ArgumentException("A token has 8..32 characters A-Z and 0-9.", nameof(token));
}
