using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Handover.Core.Schedules;

/// <summary>What becomes of the due times that have passed.</summary>
/// <param name="Run">Due times to run, oldest first.</param>
/// <param name="Missed">Due times that the policy leaves out, oldest first: the newest of them.</param>
/// <param name="MissedEarlier">How many more were left out before those.</param>
/// <param name="Next">The first due time that has not passed; null if there is none.</param>
public sealed record DueTimes(ImmutableArray<DateTimeOffset> Run, ImmutableArray<DateTimeOffset> Missed, int MissedEarlier, DateTimeOffset? Next)
{
    /// <summary>Most due times that are taken at once; what is left is taken by the next tick.</summary>
    public const int MostAtOnce = 60;
    private const int MostMissed = 20;

    /// <summary>Due times older than this are never caught up with.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(40);

    /// <summary>Decides.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="first">The first due time that has not been decided.</param>
    /// <param name="now">UTC.</param>
    /// <param name="offset">What the deployment's runs are later than due: see <see cref="OffsetOf"/>.</param>
    /// <param name="grace">A due time that passed no longer ago than this was not missed.</param>
    public static DueTimes Of(Schedule schedule, DateTimeOffset first, DateTimeOffset now, TimeSpan offset, TimeSpan grace)
    {
        var times = ScheduleTimes.Of(schedule);
        var begin = first >= now - Oldest ? first : times.From(now - Oldest);
        var (missed, onTime) = (new Queue<DateTimeOffset>(), new List<DateTimeOffset>());
        var dropped = 0;
        var keep = MostMissed + (schedule.CatchUp.Mode is CatchUpMode.All ? schedule.CatchUp.Most : 1);
        var due = begin;
        for (; due is { } time && time + offset <= now; due = times.After(time))
        {
            if (time + offset >= now - grace)
            {
                onTime.Add(time);
                continue;
            }

            missed.Enqueue(time);
            if (missed.Count > keep)
            {
                missed.Dequeue();
                dropped++;
            }
        }

        var run = schedule.CatchUp.Mode switch
        {
            CatchUpMode.All => Math.Min(missed.Count, schedule.CatchUp.Most),
            CatchUpMode.Last when onTime.Count == 0 => Math.Min(missed.Count, 1),
            _ => 0,
        };
        var left = missed.Take(missed.Count - run).ToList();
        var plan = new DueTimes([.. missed.Skip(left.Count), .. onTime], [.. left.TakeLast(MostMissed)], dropped + Math.Max(0, left.Count - MostMissed), due);
        return plan.Run.Length <= MostAtOnce ? plan : plan with { Run = plan.Run[..MostAtOnce], Next = plan.Run[MostAtOnce] };
    }

    /// <summary>How much later than due a deployment's runs begin: fixed for the deployment, so that the order of its runs stays.</summary>
    public static TimeSpan OffsetOf(Schedule schedule, string project, string node)
    {
        if (schedule.JitterSeconds == 0)
        {
            return TimeSpan.Zero;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{project}\n{node}"));
        return TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)(schedule.JitterSeconds + 1));
    }
}
