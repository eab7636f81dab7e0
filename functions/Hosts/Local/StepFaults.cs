using System.Diagnostics;
using System.Text.Json;
using Handover.Services.Operations;
using Handover.Services.Warehouse;

namespace Handover.Local;

/// <summary>
/// Makes a step of an operation fail or the process die, once, to see what becomes of it. With <c>--Faults:File fault.json</c> the file may say, at any time,
/// <c>{ "step": "swap", "when": "after", "kind": "kill" }</c>; when the fault strikes, the file is renamed to <c>fault.json.struck</c>.
/// Kinds: <c>refuse</c> (what trying again cannot mend), <c>passing</c> (what it can), <c>kill</c> (this process, at once).
/// The step <c>audit</c> is what a promotion owes the audit of its project (<see cref="Services.Promotions.PromotionNotes"/>); <c>"of": "promotion-approved"</c> is for that entry alone.
/// </summary>
public static class StepFaults
{
    public static StepProbe? From(IConfiguration configuration)
    {
        if (configuration["Faults:File"] is not { Length: > 0 } file)
        {
            return null;
        }

        return async (of, step, before) =>
        {
            Fault? fault;
            try
            {
                fault = File.Exists(file) ? JsonSerializer.Deserialize<Fault>(await File.ReadAllBytesAsync(file), JsonSerializerOptions.Web) : null;
                if (fault is null || fault.Step != step || (fault.When == "before") != before || (fault.Of is not null && fault.Of != of))
                {
                    return;
                }

                File.Move(file, $"{file}.struck", overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // It struck another step that came here at the same time.
                return;
            }

            if (fault.Kind == "kill")
            {
                Process.GetCurrentProcess().Kill();
            }

            var failure = fault.Kind == "passing" ? WarehouseFailure.Unavailable : WarehouseFailure.DataError;
            throw new WarehouseException(failure, $"The step {step} was made to fail.");
        };
    }

    private sealed record Fault(string Step, string When, string Kind, string? Of);
}
