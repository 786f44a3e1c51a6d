using ClaimTracker.Web.Rules;

namespace ClaimTracker.Tests.Rules;

public sealed class BreadthFirstTests
{
    private readonly List<int> asked = [];

    /// <summary>From each number to the next and to its double, up to 100.</summary>
    private Task<IEnumerable<Step<int>>> NextAsync(List<int> edge)
    {
        asked.Add(edge.Count);
        return Task.FromResult(
            edge.SelectMany(near =>
                    new[] { near + 1, 2 * near }
                        .Where(far => far <= 100)
                        .Select(far => new Step<int>
                        {
                            Near = near,
                            Far = far,
                            Via = 1000 * near + far,
                        })
                )
                .ToList()
                .AsEnumerable()
        );
    }

    [SetUp]
    public void Forget() => asked.Clear();

    [Test]
    public async Task Everything_is_reached_once_by_a_shortest_way_with_one_question_for_each_level()
    {
        var walk = await BreadthFirst.ReachAsync([1], NextAsync, Cap.None);

        Assert.Multiple(() =>
        {
            Assert.That(walk.Reached.Keys, Is.EquivalentTo(Enumerable.Range(1, 100)));
            Assert.That(walk.Reached.Keys.Take(3), Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(walk.WayBackFrom(24), Is.EqualTo(new[] { 24, 12, 6, 3, 2, 1 }));
            Assert.That(walk.StepsBackFrom(6).Select(step => step.Via), Is.EqualTo(new[] { 3006, 2003, 1002 }));
            Assert.That(walk.WayBackFrom(1), Is.EqualTo(new[] { 1 }));
            Assert.That(asked.Sum(), Is.EqualTo(100), "each stands on one level");
        });
    }

    [Test]
    public async Task A_walk_ends_where_its_goal_is_reached()
    {
        var walk = await BreadthFirst.ReachAsync([1], NextAsync, Cap.None, goal: 4);

        Assert.That(walk.Reached.Keys, Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_cap_ends_a_walk_or_refuses_to_go_further()
    {
        var ended = await BreadthFirst.ReachAsync([1], NextAsync, new Cap(4));

        Assert.That(ended.Reached, Has.Count.EqualTo(4));
        Assert.That(
            () => BreadthFirst.ReachAsync([1], NextAsync, new Cap(4, () => new InvalidOperationException("too far"))),
            Throws.InvalidOperationException.With.Message.EqualTo("too far")
        );
        Assert.That(
            () => BreadthFirst.ReachAsync([1], NextAsync, new Cap(100, () => new InvalidOperationException())),
            Throws.Nothing
        );
    }

    [Test]
    public async Task Several_beginnings_are_one_level()
    {
        var walk = await BreadthFirst.ReachAsync([50, 99, 50], NextAsync, Cap.None);

        Assert.That(asked[0], Is.EqualTo(2));
        Assert.That(walk.WayBackFrom(100), Is.EqualTo(new[] { 100, 50 }));
    }
}
