using ClaimTracker.Domain.Articles;

namespace ClaimTracker.Tests.Domain.Articles;

public sealed class ArticleStatusTests
{
    [TestCaseSource(nameof(Statuses))]
    public void Whether_its_articles_count_is_decided_for_every_status(ArticleStatus status) =>
        Assert.That(
            () => status.Counts(),
            Throws.Nothing,
            "nobody decided: such articles would drop out of the weighing"
        );

    private static ArticleStatus[] Statuses() => Enum.GetValues<ArticleStatus>();
}
