using Guichet.App.Storage.Desk;
using Guichet.Domain;

namespace Guichet.App.Tests.Storage;

/// <summary>Who goes along with the next commit: a midnight does not delay a payment at the till, and a crowd does not stop the clock.</summary>
public sealed class DeskQueueTests
{
    private static readonly DeskLimits Limits = new() { QueueLength = 1_000, MaxGroup = 100, MaxClockGroup = 40, ClockShare = 5 };

    [Fact]
    public async Task Who_comes_after_a_thousand_of_the_clock_is_in_the_next_commit()
    {
        var queue = Filled(people: 0, clock: 1_000);
        (await TakeAsync(queue)).ShouldBe((0, 40));
        queue.TryEnqueue(new DeskWaiter(new Person())).ShouldBeTrue();
        var group = new List<DeskWaiter>();
        await queue.TakeAsync(group);
        group[0].Command.IsOfClock.ShouldBeFalse();
        group.Count.ShouldBe(1 + Limits.ClockShare);
    }

    [Theory]
    [InlineData(0, 10, 0, 10)]
    [InlineData(3, 0, 3, 0)]
    [InlineData(3, 2, 3, 2)]
    [InlineData(300, 0, 100, 0)]
    [InlineData(300, 2, 98, 2)]
    [InlineData(300, 900, 95, 5)]
    [InlineData(97, 900, 95, 5)]
    public async Task A_crowd_leaves_the_clock_a_share(int people, int clock, int peopleTaken, int clockTaken) =>
        (await TakeAsync(Filled(people, clock))).ShouldBe((peopleTaken, clockTaken));

    [Fact]
    public async Task Everybody_is_served_once_and_a_closed_queue_gives_what_it_holds()
    {
        var queue = Filled(people: 250, clock: 130);
        queue.Close();
        queue.TryEnqueue(new DeskWaiter(new Person())).ShouldBeFalse();
        HashSet<DeskWaiter> served = [];
        var group = new List<DeskWaiter>();
        while (await queue.TakeAsync(group))
        {
            group.ShouldAllBe(waiter => served.Add(waiter));
            group.Clear();
        }

        served.Count.ShouldBe(380);
    }

    [Fact]
    public async Task A_full_queue_of_the_clock_refuses_its_own_and_takes_people()
    {
        var queue = Filled(people: 0, clock: 1_000);
        queue.TryEnqueue(new DeskWaiter(new Clock())).ShouldBeFalse();
        queue.TryEnqueue(new DeskWaiter(new Person())).ShouldBeTrue();
        (await TakeAsync(queue)).ShouldBe((1, 5));
    }

    [Fact]
    public async Task Who_waits_for_a_command_is_woken_by_the_first()
    {
        var queue = new DeskQueue(Limits);
        var group = new List<DeskWaiter>();
        for (var turn = 0; turn < 1_000; turn++)
        {
            var waiting = queue.TakeAsync(group).AsTask();
            await Task.Run(() => queue.TryEnqueue(new DeskWaiter(turn % 2 == 0 ? new Person() : new Clock())));
            (await waiting.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            group.Count.ShouldBe(1);
            group.Clear();
        }
    }

    private static DeskQueue Filled(int people, int clock)
    {
        var queue = new DeskQueue(Limits);
        DeskCommand[] commands = [.. Enumerable.Range(0, clock).Select(_ => new Clock()), .. Enumerable.Range(0, people).Select(_ => new Person())];
        commands.ShouldAllBe(command => queue.TryEnqueue(new DeskWaiter(command)));
        return queue;
    }

    private static async Task<(int People, int Clock)> TakeAsync(DeskQueue queue)
    {
        var group = new List<DeskWaiter>();
        await queue.TakeAsync(group);
        return (group.Count(waiter => !waiter.Command.IsOfClock), group.Count(waiter => waiter.Command.IsOfClock));
    }

    private record Person : DeskCommand
    {
        public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) => RefusalCode.NotFound;
    }

    private sealed record Clock : Person
    {
        public override bool IsOfClock => true;
    }
}
