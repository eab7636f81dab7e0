using System.Diagnostics;
using Handover.Services.Operations;
using Handover.Services.Warehouse;

namespace Handover.Local;

/// <summary>
/// Makes a step of an operation fail or the process die, to see what becomes of it: <c>--Faults:Step=swap --Faults:When=after --Faults:Kind=kill --Faults:Times=1</c>.
/// Kinds: <c>refuse</c> (what trying again cannot mend), <c>passing</c> (what it can), <c>kill</c> (this process, at once).
/// The step <c>audit</c> is what a promotion owes the audit of its project (<see cref="Services.Promotions.PromotionNotes"/>); <c>--Faults:Of=promotion-approved</c> is for that entry alone.
/// </summary>
public static class StepFaults
{
    public static StepProbe? From(IConfiguration configuration)
    {
        if (configuration["Faults:Step"] is not { Length: > 0 } faulty)
        {
            return null;
        }

        var before = configuration["Faults:When"] != "after";
        var kind = configuration["Faults:Kind"] ?? "refuse";
        var left = configuration.GetValue("Faults:Times", 1);
        var only = configuration["Faults:Of"];
        return (of, step, isBefore) =>
        {
            if (step != faulty || isBefore != before || (only is not null && of != only) || Interlocked.Decrement(ref left) < 0)
            {
                return Task.CompletedTask;
            }

            if (kind == "kill")
            {
                Process.GetCurrentProcess().Kill();
            }

            var failure = kind == "passing" ? WarehouseFailure.Unavailable : WarehouseFailure.DataError;
            throw new WarehouseException(failure, $"The step {step} was made to fail.");
        };
    }
}
