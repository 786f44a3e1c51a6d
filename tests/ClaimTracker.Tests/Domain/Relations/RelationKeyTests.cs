using ClaimTracker.Domain.Relations;

namespace ClaimTracker.Tests.Domain.Relations;

public sealed class RelationSlotTests
{
    [Test]
    public void The_two_way_types_share_one_place_and_the_one_way_types_have_one_for_each_direction()
    {
        RelationType[] both = [RelationType.Corroborates, RelationType.Contradicts, RelationType.Restates];
        var shared = both.SelectMany(type => new[] { Relation.SlotOf(3, 12, type), Relation.SlotOf(12, 3, type) })
            .Distinct()
            .ToList();
        string[] oneWay =
        [
            Relation.SlotOf(3, 12, RelationType.Supersedes),
            Relation.SlotOf(12, 3, RelationType.Supersedes),
            Relation.SlotOf(3, 12, RelationType.DerivedFrom),
            Relation.SlotOf(12, 3, RelationType.DerivedFrom),
        ];

        Assert.That(shared, Has.Count.EqualTo(1));
        Assert.That(oneWay.Append(shared[0]), Is.Unique);
    }

    [Test]
    public void Places_of_other_claims_are_other_places() =>
        Assert.That(
            Relation.SlotOf(1, 23, RelationType.Restates),
            Is.Not.EqualTo(Relation.SlotOf(12, 3, RelationType.Restates))
        );
}
