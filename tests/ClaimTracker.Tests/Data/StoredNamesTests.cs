using System.Text.Json;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Bodies;

namespace ClaimTracker.Tests.Data;

/// <summary>What was stored under a name is read under it for ever, whatever the name of today.</summary>
public sealed class StoredNamesTests
{
    [Test]
    public void A_retracted_article_is_stored_under_its_first_name_and_sent_under_that_of_today()
    {
        ArticleStatus? may = ArticleStatus.Retracted;
        Assert.Multiple(() =>
        {
            Assert.That(JsonSerializer.Serialize(may, StoredJson.Options), Is.EqualTo("\"withdrawn\""));
            Assert.That(
                JsonSerializer.Deserialize<ArticleStatus>("\"withdrawn\"", StoredJson.Options),
                Is.EqualTo(ArticleStatus.Retracted)
            );
            Assert.That(JsonSerializer.Serialize(may, Json.Options), Is.EqualTo("\"retracted\""));
            Assert.That(
                JsonSerializer.Serialize(ArticleStatus.Standing, StoredJson.Options),
                Is.EqualTo("\"standing\"")
            );
        });
    }
}
