namespace Handover.LocalRuntime.Durable;

/// <summary>Timers that fire at or after a moment, never before it, however far away it is.</summary>
internal static class Timers
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static ITimer At(TimeProvider time, DateTime moment, Action fire)
    {
        var timer = new MomentTimer(time, moment, fire);
        timer.Arm();
        return timer;
    }

    private sealed class MomentTimer : ITimer
    {
        private readonly TimeProvider time;
        private readonly DateTime moment;
        private readonly Action fire;
        private readonly ITimer inner;

        public MomentTimer(TimeProvider time, DateTime moment, Action fire)
        {
            this.time = time;
            this.moment = moment;
            this.fire = fire;
            inner = time.CreateTimer(_ => Elapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Arm()
        {
            var left = moment - time.GetUtcNow().UtcDateTime;
            var due = left < TimeSpan.Zero ? TimeSpan.Zero : left > Longest ? Longest : left;
            inner.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private void Elapsed()
        {
            if (time.GetUtcNow().UtcDateTime < moment)
            {
                Arm();
            }
            else
            {
                fire();
            }
        }
    }
}
