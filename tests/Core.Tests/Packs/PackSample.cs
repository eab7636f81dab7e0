using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Packs;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Packs;

internal static class PackSample
{
    /// <summary>A flow of nearly every kind with two deployments.</summary>
    public static Flow Wide => Shop.Parse("""
        [{"id":"paid","kind":"filter","input":"orders","where":"status = 'paid'"},
         {"id":"j","kind":"join","left":"paid","right":"customers","type":"inner","on":[{"left":"CUSTOMER_ID","right":"ID"}],"rightPrefix":"C_"},
         {"id":"self","kind":"join","left":"customers","right":"customers","type":"cross","rightPrefix":"R_"},
         {"id":"f","kind":"formula","input":"j","columns":[{"name":"AMOUNT","expression":"amount * 2"},{"name":"YEAR","expression":"year(ordered_on)"}]},
         {"id":"totals","kind":"aggregate","input":"f","groupBy":["NAME","REGION"],"measures":[{"name":"TOTAL","expression":"sum(amount)"}]},
         {"id":"q","kind":"sql","inputs":["totals","self"],"sql":"with x as (select * from totals) select x.name, x.region, x.total, (select count(*) from self) as n from x where exists (select 1 from self s where s.name = x.name)"},
         {"id":"once","kind":"distinct","input":"q","on":["NAME"],"orderBy":[{"column":"TOTAL"}]},
         {"id":"sorted","kind":"sort","input":"once","by":[{"column":"TOTAL","descending":true}],"limit":10},
         {"id":"p","kind":"pivot","input":"f","column":"STATUS","values":["paid"],"measure":{"function":"sum","column":"AMOUNT"},"groupBy":["NAME"]},
         {"id":"u","kind":"unpivot","input":"p","columns":["paid"],"nameColumn":"WHAT","valueColumn":"VALUE"},
         {"id":"s","kind":"select","input":"u","columns":[{"column":"NAME"},{"column":"VALUE","as":"SUM"}]},
         {"id":"un","kind":"union","inputs":["s","s"],"by":"name"},
         {"id":"out-table","kind":"deployment","input":"sorted","type":"table","target":{"database":"MART","schema":"OUT","name":"TOTALS"},"role":"ANALYST","warehouse":"WH",
          "tests":[{"kind":"not-empty"},{"kind":"unique","columns":["NAME"]},{"kind":"not-null","columns":["NAME"]},{"kind":"unique","columns":["NAME","REGION"]},
                   {"kind":"accepted-values","column":"REGION","values":["North","South"]},{"kind":"row-count-change","minPercent":-10}]},
         {"id":"out-view","kind":"deployment","input":"un","type":"view","target":{"database":"MART","schema":"OUT","name":"SUMS"},"role":"ANALYST","warehouse":"WH"}]
        """);

    public static HandoverSubject Subject(Flow flow)
    {
        var compiled = FlowCompiler.Compile(flow);
        return new HandoverSubject
        {
            Project = "p-1",
            Name = "Paid totals",
            Environment = "production",
            Owner = "owner@example.com",
            Revision = 3,
            Flow = compiled,
            Schedules = ImmutableDictionary<string, HandoverSchedule>.Empty.Add("out-table", HandoverSchedule.OfCron("0 6 * * 1-5", "Europe/Zurich")),
        };
    }

    public static ImmutableSortedDictionary<string, string> Files(HandoverSubject subject, SqlDialectKind dialect = SqlDialectKind.Snowflake)
    {
        var content = HandoverFiles.Of(subject, dialect);
        Assert.True(content.Problems.IsEmpty, string.Join('\n', content.Problems));
        return content.Files;
    }
}
