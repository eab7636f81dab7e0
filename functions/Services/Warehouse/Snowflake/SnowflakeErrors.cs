using System.Collections.Frozen;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace Handover.Services.Warehouse;

/// <summary>Says Snowflake's errors in the warehouse's words: what is wrong and what to do next.</summary>
internal static partial class SnowflakeErrors
{
    private const int MaxDetail = 400;

    private sealed record Meaning(WarehouseFailure Failure, string Message);

    // By Snowflake's error code; {0} is what Snowflake says. Codes of 270000 and more are the driver's own, of 390000 and more the sign-in's.
    private static readonly FrozenDictionary<int, Meaning> Meanings = new Dictionary<int, Meaning>
    {
        [2003] = new(WarehouseFailure.NotFound, "The SQL names what does not exist or is not authorized: {0} Check the name, or have the role granted what it lacks."),
        [2043] = new(WarehouseFailure.NotFound, "The SQL names what does not exist or is not authorized: {0} Check the name, or have the role granted what it lacks."),
        [3001] = new(WarehouseFailure.NotAuthorized, "The role lacks a privilege: {0} Have it granted, or choose another role."),
        [3011] = new(WarehouseFailure.NotAuthorized, "The role lacks a privilege: {0} Have it granted, or choose another role."),
        [3013] = new(WarehouseFailure.NotAuthorized, "The role is not granted to Handover's Snowflake user: {0} Grant it, or choose another role."),
        [3041] = new(WarehouseFailure.NotAuthorized, "The role lacks a privilege: {0} Have it granted, or choose another role."),
        [606] = new(WarehouseFailure.Unavailable,
            "No virtual warehouse is running for the session. Turn on its AUTO_RESUME, grant the role USAGE on it, or choose another virtual warehouse; then try again."),
        [90073] = new(WarehouseFailure.Unavailable, "The virtual warehouse cannot resume: {0} Have the resource monitor's quota raised, or choose another virtual warehouse."),
        [90064] = new(WarehouseFailure.Unavailable, "The virtual warehouse is suspended: {0} Resume it, or turn on its AUTO_RESUME; then try again."),
        [604] = new(WarehouseFailure.Timeout, "The statement was cancelled in Snowflake, by an administrator or a limit: look at it in the query history, then try again."),
        [630] = new(WarehouseFailure.Timeout, "The statement reached its time-out: {0} Read less, allow more time, or choose a larger virtual warehouse."),
        [100090] = new(WarehouseFailure.DataError, "Two rows that are merged match the same row: {0} Keep one row for each value of the merge key, with a distinct node, or choose another key."),
        [625] = new(WarehouseFailure.Unavailable, "Too many statements wait for the same table: try again."),
        [8] = new(WarehouseFailure.InvalidStatement, "Only a single statement is taken here, and these are several."),
        [1003] = new(WarehouseFailure.InvalidStatement, "The SQL cannot be read: {0}"),
        [904] = new(WarehouseFailure.InvalidStatement, "The SQL does not fit the data: {0}"),
        [2002] = new(WarehouseFailure.InvalidStatement, "The name is taken by an object that the role may not see or that has just been made: {0} Rename or drop that one, then try again."),
        [390100] = SignIn("the user or its credential is not accepted"),
        [390101] = SignIn("the user may not sign in"),
        [390144] = SignIn("the key pair's token is not valid: compare the user's RSA_PUBLIC_KEY with the private key in the Key Vault"),
        [390189] = new(WarehouseFailure.NotAuthorized, "The role is not granted to Handover's Snowflake user: {0} Grant it, or choose another role."),
        [390201] = new(WarehouseFailure.NotFound, "The connection names what does not exist or is not authorized: {0}"),
        [390303] = SignIn("the OAuth token is not valid: renew it"),
        [390318] = SignIn("the OAuth token has expired: renew it"),
        [390422] = SignIn("the address that Handover calls from is not allowed: add it to the network policy"),
        [390111] = Expired,
        [390112] = Expired,
        [390113] = Expired,
        [390114] = Expired,
        [390115] = Expired,
        [390195] = Expired,
        [270066] = SignIn("the managed identity gave no token: see that the identity is assigned to the function app and that its client id is set"),
        [270005] = new(WarehouseFailure.Timeout, "The statement was stopped."),
        [270007] = new(WarehouseFailure.Unavailable, "Snowflake did not answer in time: try again."),
    }.ToFrozenDictionary();

    private static Meaning Expired => new(WarehouseFailure.Unavailable, "Handover's session with Snowflake has expired: try again.");

    public static WarehouseException Map(DbException error)
    {
        var said = Said(error.Message);
        var meaning = Meanings.GetValueOrDefault(error.ErrorCode) ?? ByState(said.State) ?? ByCode(error.ErrorCode);
        return new WarehouseException(meaning.Failure, meaning.Message.Replace("{0}", said.Text, StringComparison.Ordinal), said.QueryId, error);
    }

    /// <summary>Snowflake was not reached at all.</summary>
    public static WarehouseException Unreachable(Exception error) =>
        new(WarehouseFailure.Unavailable, "Snowflake cannot be reached: try again, and check the account's name and the network if this repeats.", inner: error);

    private static Meaning SignIn(string reason) =>
        new(WarehouseFailure.Unavailable, $"Handover cannot sign in to Snowflake: {reason}. An administrator of Handover has to mend this.");

    private static Meaning? ByState(string state) => state switch
    {
        "42501" => new(WarehouseFailure.NotAuthorized, "The role lacks a privilege: {0} Have it granted, or choose another role."),
        "02000" or "42S02" => new(WarehouseFailure.NotFound, "The SQL names what does not exist or is not authorized: {0}"),
        ['2', '2', ..] or ['2', '3', ..] => DataError,
        ['4', '2', ..] => Invalid,
        ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] => Unavailable,
        _ => null,
    };

    // Snowflake numbers what happens while it compiles from 900 to 2999, and what happens to values from 100000 to 100199.
    private static Meaning ByCode(int code) => code switch
    {
        >= 900 and < 3000 => Invalid,
        >= 100_000 and < 100_200 => DataError,
        _ => Unavailable,
    };

    private static Meaning DataError => new(WarehouseFailure.DataError, "A value does not fit: {0} Mend the data, or convert it with a TRY_ function.");

    private static Meaning Invalid => new(WarehouseFailure.InvalidStatement, "The SQL does not fit the data: {0}");

    private static Meaning Unavailable => new(WarehouseFailure.Unavailable, "Snowflake failed: {0} Try again.");

    /// <summary>The driver puts everything into the message, and <see cref="DbException.SqlState"/> of it stays empty.</summary>
    private static (string Text, string State, string? QueryId) Said(string message)
    {
        var match = DriverMessage.Match(message);
        var text = Spaces.Replace(match.Success ? match.Groups["text"].Value : message, " ").Trim();
        text = Phase.Replace(text, "");
        if (text.Length > MaxDetail)
        {
            text = text[..MaxDetail] + "…";
        }
        if (text is [.., not ('.' or '!' or '?' or '…')])
        {
            text += ".";
        }
        var query = match.Groups["query"].Value;
        return (text, match.Groups["state"].Value, query.Length > 0 ? query : null);
    }

    [GeneratedRegex(@"^Error: (?<text>.*) SqlState: (?<state>\w*), VendorCode: -?\d+, QueryId: (?<query>[\w-]*)$", RegexOptions.Singleline)]
    private static partial Regex DriverMessage { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }

    [GeneratedRegex("^(SQL (compilation|execution|access control) error|Insufficient privileges error): ?")]
    private static partial Regex Phase { get; }
}
