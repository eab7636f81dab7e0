using System.Text.Json;

namespace Handover.Local.Data;

/// <summary>
/// The roles of the sample's warehouse and what they may do. Development cannot read production data or write production tables;
/// the deployer of production can; reporters only read what production publishes.
/// </summary>
internal static class SampleGrants
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private sealed record Grants(IReadOnlyList<string> Warehouses, IReadOnlyDictionary<string, IReadOnlyList<Grant>> Roles);

    private sealed record Grant(string Database, string Schema, bool Read, bool Write);

    /// <summary>A grants file that is there is the person's own and stays as it is.</summary>
    public static void WriteIfMissing(string folder)
    {
        var file = Path.Combine(folder, "grants.json");
        if (File.Exists(file))
        {
            return;
        }
        var grants = new Grants(
            ["DEV_WH", "PROD_WH"],
            new Dictionary<string, IReadOnlyList<Grant>>
            {
                ["ANALYST_DEV"] = [Read("RAW_DEV"), Write("ANALYTICS_DEV")],
                ["DEPLOYER_PROD"] = [Read("RAW"), Write("ANALYTICS")],
                ["REPORTER_PROD"] = [Read("ANALYTICS")],
            });
        var next = file + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(grants, Json));
        File.Move(next, file);
    }

    private static Grant Read(string database) => new(database, "*", Read: true, Write: false);

    private static Grant Write(string database) => new(database, "*", Read: true, Write: true);
}
