using ClaimTracker.Tests.Assessment.Baselines;

namespace ClaimTracker.Tests.Assessment;

public sealed class CopyingTests
{
    [Test]
    public void With_chains_declared_counting_origins_stays_right_where_counting_outlets_goes_wrong()
    {
        var (plainBefore, originBefore) = Vote(0, 1);
        var (plainAfter, originAfter) = Vote(.75, 1);
        Assert.That(originBefore - originAfter, Is.LessThanOrEqualTo(.01));
        Assert.That(plainBefore - plainAfter, Is.GreaterThanOrEqualTo(.06));
    }

    [Test]
    public void With_nothing_declared_counting_origins_is_counting_outlets()
    {
        var (plain, origin) = Vote(.5, 0);
        Assert.That(origin, Is.EqualTo(plain).Within(1e-12));
    }

    private static (double Plain, double Origin) Vote(double copiers, double declared)
    {
        const int Seeds = 10;
        var worlds = Enumerable
            .Range(1, Seeds)
            .Select(seed => new CopyingSimulator(copiers, declared, seed).Run())
            .ToList();
        return (worlds.Average(w => w.PlainVote().Accuracy), worlds.Average(w => w.OriginVote().Accuracy));
    }
}
