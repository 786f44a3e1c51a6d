using System.Text.Json;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimTracker.Tests.AsOf;

/// <summary>How records are carried into the past.</summary>
public sealed class PastTablesTests
{
    /// <summary>A property that the trail leaves out would be of today in every answer about the past, were it not made anew or of no account there.</summary>
    [Test]
    public async Task What_the_trail_leaves_out_is_made_anew_or_known_to_be_of_no_account()
    {
        await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
        await using var scope = app.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<ClaimTrackerDb>().Model;

        var leftOut = model
            .GetEntityTypes()
            .Where(type => typeof(Record).IsAssignableFrom(type.ClrType))
            .SelectMany(type =>
                type.GetProperties()
                    .Where(property => property.IsLeftOutOfAudit())
                    .Select(property => (type.ClrType, property.Name))
            );

        Assert.That(leftOut, Is.EquivalentTo(DerivedFields.All.Concat(DerivedFields.Kept)));
    }

    [Test]
    public void A_question_brings_what_is_recorded_about_its_claims_articles_and_sources_and_of_others_nothing()
    {
        var tables = AsOfStore.Tables;

        static string[] Brought(AsOfTable table) =>
            [
                .. table.Brings.Select(reference =>
                    $"{reference.Table.Type.Name}.{reference.Table.NameAt(reference.Column)}"
                ),
            ];
        Assert.Multiple(() =>
        {
            Assert.That(
                Brought(tables.Of<Claim>()),
                Is.SupersetOf(
                    new[] { "Relation.FromId", "Relation.ToId", "IndependenceFinding.ClaimId", "SourceOutcome.ClaimId" }
                )
            );
            Assert.That(
                Brought(tables.Of<Article>()),
                Is.SupersetOf(new[] { "Derivation.ArticleId" })
                    .And.None.EqualTo("Claim.ArticleId")
                    .And.None.EqualTo("Derivation.FromArticleId")
            );
            Assert.That(
                Brought(tables.Of<Source>()),
                Is.SupersetOf(
                        new[]
                        {
                            "Source.MergedIntoId",
                            "Alias.SourceId",
                            "Affiliation.SourceId",
                            "Distinction.SourceId",
                            "Distinction.FromId",
                            "Rating.SourceId",
                            "SourceOutcome.SourceId",
                            "IndependenceFinding.AId",
                            "IndependenceFinding.BId",
                        }
                    )
                    .And.None.StartsWith("Claim.")
                    .And.None.StartsWith("Article.")
                    .And.None.EqualTo("Affiliation.WithId")
                    .And.None.EqualTo("Derivation.FromSourceId")
            );
        });
    }

    [Test]
    public void A_part_in_an_entry_of_an_older_program_has_defaults_for_what_it_does_not_name()
    {
        var links = AsOfStore.Tables.Of<AttributionLink>();

        var row = links.RowOf(
            JsonDocument
                .Parse("""{"position":1,"basis":"told","evidence":[{"url":"https://a.example/"}],"gone":true}""")
                .RootElement,
            7
        );

        object? At(string property) => row[links.IndexOf(property)];
        Assert.Multiple(() =>
        {
            Assert.That(At(nameof(AttributionLink.ClaimId)), Is.EqualTo(7));
            Assert.That(At(nameof(AttributionLink.Position)), Is.EqualTo(1));
            Assert.That(At(nameof(AttributionLink.Basis)), Is.EqualTo((int)Basis.Told));
            Assert.That(At(nameof(AttributionLink.Evidence)), Is.EqualTo("""[{"url":"https://a.example/"}]"""));
            Assert.That(At(nameof(AttributionLink.Stance)), Is.EqualTo((int)Stance.Neutral));
            Assert.That(At(nameof(AttributionLink.Stated)), Is.EqualTo(false));
            Assert.That(At(nameof(AttributionLink.SourceId)), Is.Null);
            Assert.That(
                links.RowOf(JsonDocument.Parse("{}").RootElement, 7)[links.IndexOf(nameof(AttributionLink.Evidence))],
                Is.EqualTo("[]")
            );
        });
    }

    [Test]
    public void Texts_of_articles_are_not_carried_along()
    {
        var texts = AsOfStore.Tables.Of<ArticleText>();

        Assert.That(texts.IndexOf(nameof(ArticleText.Text)), Is.Negative);
        Assert.That(texts.IndexOf(nameof(ArticleText.ContentHash)), Is.Not.Negative);
        Assert.That(texts.Insert, Does.Contain("\"Text\"").And.EndsWith(", '', '')"));
    }

    [Test]
    public void Each_database_loops_over_the_set()
    {
        var relations = AsOfStore.Tables.Of<Relation>();
        var from = relations.IndexOf(nameof(Relation.FromId));

        Assert.That(
            relations.SelectKeys(from, SqlDialect.Sqlite, isText: false),
            Is.EqualTo(
                "SELECT t.\"Id\" FROM json_each(@set) AS f CROSS JOIN \"Relations\" AS t ON t.\"FromId\" = f.value"
            )
        );
        Assert.That(
            relations.SelectKeys(from, SqlDialect.SqlServer, isText: false),
            Is.EqualTo(
                "SELECT t.\"Id\" FROM OPENJSON(@set) WITH (value bigint '$') AS f INNER LOOP JOIN \"Relations\" AS t ON t.\"FromId\" = f.value"
            )
        );
        Assert.That(
            AsOfStore.Tables.Of<ClaimTag>().SelectKeys(1, SqlDialect.SqlServer, isText: true),
            Does.Contain("WITH (value nvarchar(100) COLLATE Latin1_General_100_BIN2 '$')")
        );
        Assert.That(
            relations.Select(from, SqlDialect.Sqlite),
            Does.StartWith("SELECT t.\"Id\", ").And.EndsWith(" AS t ON t.\"FromId\" = f.value")
        );
    }
}
