namespace Handover.Services.Schedules;

/// <summary>Bounds of scheduled work; the section <c>Runs</c> of the configuration.</summary>
/// <param name="PerWarehouse">Runs that compute on one virtual warehouse at once.</param>
/// <param name="LeastSeconds">Shortest time between two due times of a schedule.</param>
/// <param name="GraceSeconds">A due time that passed no longer ago was not missed.</param>
/// <param name="KeepDays">How long the Execution History is kept.</param>
public sealed record RunLimits(int PerWarehouse = 4, int LeastSeconds = 60, int GraceSeconds = 120, int KeepDays = 90)
{
    public TimeSpan Least => TimeSpan.FromSeconds(LeastSeconds);
    public TimeSpan Grace => TimeSpan.FromSeconds(GraceSeconds);
}
