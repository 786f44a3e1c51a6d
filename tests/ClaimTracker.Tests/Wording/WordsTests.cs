using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.FactChecks;
using ClaimTracker.Domain.Verdicts;
using ClaimTracker.Tests.Support;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Detection;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Wording;

namespace ClaimTracker.Tests.Wording;

/// <summary>The words of the histories.</summary>
public sealed class WordsTests
{
    [Test]
    public void Every_command_has_its_sentence_in_both_languages()
    {
        var commands = typeof(UseCases)
            .Assembly.GetTypes()
            .Where(type =>
                type is { IsAbstract: false, IsGenericType: false }
                && type.GetInterfaces()
                    .Any(contract =>
                        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICommand<>)
                    )
            );
        var told = Words.Own.Sentences.Keys.Select(key => key.Split('.')[0]).ToHashSet();

        Assert.That(
            commands
                .Select(command => command.Name)
                .Concat([AutomaticFlags.UseCase, SuggestionDetector.UseCase])
                .Where(command => !told.Contains(command))
                .Select(command =>
                    $$"""Add to "sentences" in src/ClaimTracker.Web/Wording/histories.json: "{{command}}.<subject type>": { "en": "{by} … {this}", "fr": "{by} a … {this}" }"""
                ),
            Is.Empty
        );
    }

    [Test]
    public void Every_sentence_is_there_in_both_languages_and_names_the_same_things() =>
        Assert.Multiple(() =>
        {
            foreach (var (key, both) in Words.Own.Sentences)
            {
                Assert.That(both.En, Is.Not.Null.And.Not.Empty, key);
                Assert.That(both.Fr, Is.Not.Null.And.Not.Empty, key);
                Assert.That(Placeholders(both.Fr), Is.EquivalentTo(Placeholders(both.En)), key);
                Assert.That(both.En, Does.Not.EndWith("."), key);
            }
        });

    [Test]
    public void What_has_no_words_yet_is_told_all_the_same()
    {
        Assert.That(
            Words.Own.Sentence("PaintClaim", "paintJob", [], "created", Language.En),
            Is.EqualTo("{by} recorded {this} ({action})")
        );
        Assert.That(Words.Own.Noun("paintJob", 3, Language.En), Is.EqualTo("paint job 3"));
        Assert.That(Words.Own.Noun("paintJob", 3, Language.Fr), Is.EqualTo("la fiche 3 (paint job)"));
        Assert.That(Words.Own.Field("firstCoat", Language.Fr), Is.EqualTo("le champ « first coat »"));
        Assert.That(Words.Own.Word("paintJob", "colour", "darkRed", Language.En), Is.EqualTo("dark red"));
    }

    [Test]
    public async Task Every_kind_of_record_every_field_and_every_value_has_its_words()
    {
        await using var app = await TestApp.StartAsync(TestDatabase.Embedded);
        var types = await app.Read(db => Task.FromResult(RecordTypes.Of(db)));
        Assert.Multiple(() =>
        {
            foreach (var (subject, type) in types)
            {
                Assert.That(Words.Own.Noun(subject, null, Language.Fr), Does.Not.StartWith("cette fiche"), subject);
                foreach (
                    var property in type.GetProperties()
                        .Where(property => !property.IsLeftOutOfAudit() && property.Name is not ("Id" or "Version"))
                )
                {
                    var field = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                    Assert.That(
                        Words.Own.IsSilent(field)
                            || property.ClrType == typeof(VerdictContent)
                            || property.ClrType == typeof(FactCheckContent)
                            || Words.Own.Knows(field),
                        $"{subject}.{field}"
                    );
                    AssertKnown(subject, field, property.ClrType);
                }

                foreach (
                    var part in RecordTypes
                        .PartsOf(type)
                        .Select(part => JsonNamingPolicy.CamelCase.ConvertName(part.Name))
                )
                    Assert.That(Words.Own.IsSilent(part) || Words.Own.Knows(part), $"{subject}.{part}");
            }

            foreach (var content in (Type[])[typeof(VerdictContent), typeof(FactCheckContent)])
            foreach (var property in content.GetProperties())
                Assert.That(
                    Words.Own.Knows(JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
                    $"{content.Name}.{property.Name}"
                );
            foreach (
                var property in typeof(AttributionLink)
                    .GetProperties()
                    .Where(property => property.Name is not ("ClaimId" or "SourceId" or "Source" or "Position"))
            )
            {
                Assert.That(
                    Words.Own.Knows(JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
                    $"link.{property.Name}"
                );
                AssertKnown("link", JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType);
            }

            AssertKnown("chainReview", "finding", typeof(LinkFinding));
            AssertKnown("verdict", "content.outcome", typeof(VerdictOutcome));
        });
    }

    private static void AssertKnown(string subject, string field, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        foreach (var value in type.IsEnum ? Enum.GetNames(type) : [])
            Assert.That(
                Words.Own.Knows(subject, field, JsonNamingPolicy.CamelCase.ConvertName(value))
                    || Words.Own.IsSilent(field),
                $"{subject}.{field}.{value}"
            );
    }

    private static IEnumerable<string> Placeholders(string template) =>
        Regex.Matches(template, @"\{[^}]*\}").Select(match => match.Value);
}
