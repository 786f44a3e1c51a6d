using System.Text.RegularExpressions;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Flags;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Features.ChainReviews;
using ClaimTracker.Web.Wording;

namespace ClaimTracker.Tests.Wording;

/// <summary>The sentences of the program.</summary>
public sealed class SentencesTests
{
    [Test]
    public void Every_sentence_is_a_clause_in_both_languages_about_the_same_things() =>
        Assert.Multiple(() =>
        {
            foreach (var (code, both) in Sentences.All)
            {
                Assert.That(both.En, Is.Not.Null.And.Not.Empty, code);
                Assert.That(both.Fr, Is.Not.Null.And.Not.Empty, code);
                Assert.That(Placeholders(both.Fr), Is.EquivalentTo(Placeholders(both.En)), code);
                Assert.That(both.En + both.Fr, Does.Not.Match(@"\.($|\n)"), code);
            }
        });

    [Test]
    public void Every_message_and_every_reason_of_the_queue_has_its_sentence()
    {
        var codes = Enum.GetNames<MessageCode>()
            .Select(CamelCase)
            .Concat(Enum.GetNames<QueueReason>().Select(reason => $"queue.{CamelCase(reason)}"));
        Assert.That(codes.Where(code => !Sentences.All.ContainsKey(code)), Is.Empty);
    }

    [Test]
    public void Causes_of_flags_are_said_in_both_languages()
    {
        static AssessmentSummary Weigh(int low, int high, int outlets, bool circular = false) =>
            new(new(low, high), default, outlets, Established: false, circular);
        AssessmentSummary[] weights =
        [
            Weigh(0, 0, 1),
            Weigh(0, 1, 1),
            Weigh(0, 3, 2, circular: true),
            Weigh(1, 1, 2),
            Weigh(2, 2, 1),
        ];
        var causes = weights.SelectMany(FlagCauses.Of).Select(cause => cause.Cause);
        var ends =
            from reason in Enum.GetValues<FlagReason>()
            from weight in weights.Cast<AssessmentSummary?>().Append(null)
            select FlagCauses.HowItWent(reason, weight);

        Assert.Multiple(() =>
        {
            foreach (var message in causes.Concat(ends))
            {
                Assert.That(Sentences.Say(message, Language.En), Does.Match("^[A-Z0-9].*\\.$"));
                Assert.That(Sentences.Say(message, Language.Fr), Does.Match("^[A-ZÀ0-9].*\\.$"));
            }
        });
        Assert.That(
            Sentences.Say(FlagCauses.Of(Weigh(1, 1, 2)).Single().Cause, Language.Fr),
            Is.EqualTo("2 médias la portent, pour une seule origine garantie.")
        );
        Assert.That(
            Sentences.Say(FlagCauses.Of(Weigh(0, 1, 1)).Single().Cause, Language.En),
            Is.EqualTo("No origin of it is guaranteed, one is possible.")
        );
    }

    [TestCase(
        "Agence France-Presse",
        "AFP",
        "« Agence France-Presse » et « AFP » : AFP réunit les initiales de l’autre nom."
    )]
    [TestCase(
        "Sean Ryan",
        "S. Ryan",
        "« Sean Ryan » et « S. Ryan » : le même dernier mot, les autres réduits à leur initiale."
    )]
    [TestCase(
        "Ministère de la Défense",
        "Ministère Défense",
        "« Ministère de la Défense » et « Ministère Défense » : les mêmes mots, aux articles et aux prépositions près."
    )]
    public void Names_that_are_alike_are_told_with_the_names(string own, string other, string french)
    {
        var likeness = Similarity.Of(new ComparedName(own), new ComparedName(other))!;
        var match = new NameMatch(
            2,
            new NameRecord(1, SourceKind.Person, 0, own),
            new NameRecord(2, SourceKind.Person, 0, other),
            likeness
        );
        Assert.That(Sentences.Say(match.Cause, Language.Fr), Is.EqualTo(french));
    }

    [Test]
    public void A_list_that_nobody_would_read_is_cut()
    {
        var items = Enumerable.Range(1, 400).Select(item => $"S{item}").ToList();
        Assert.That(Sentences.List(items, Language.En), Does.EndWith("S19 and 381 others"));
        Assert.That(Sentences.List(items[..3], Language.Fr), Is.EqualTo("S1, S2 et S3"));
        Assert.That(Sentences.List(items[..2], Language.Fr, either: true), Is.EqualTo("S1 ou S2"));
        Assert.That(Sentences.List(items[..1], Language.En), Is.EqualTo("S1"));
    }

    [TestCase("No chain of its support leads to an origin.", "Aucune chaîne de son soutien ne mène à une origine.")]
    [TestCase(
        "No origin of it is guaranteed; one origin is possible.",
        "Aucune origine n’en est garantie, une seule est possible."
    )]
    [TestCase(
        "3 outlets carry it, and one origin is guaranteed.",
        "3 médias la portent, pour une seule origine garantie."
    )]
    [TestCase(
        "Its support rested only on what Gen. {by} said, who took it back.",
        "Son soutien ne reposait que sur les propos de « Gen. {by} », qui s’est rétracté."
    )]
    [TestCase(
        "The same 4 words bear the meaning of both; but the figures differ: 10, 12 here, 20 there.",
        "Les mêmes 4 mots portent le sens des deux, mais les chiffres diffèrent : 10, 12 ici, 20 là."
    )]
    [TestCase(
        "\"Reuters\" and \"Reuters News\": all words of the shorter name stand in the longer.",
        "« Reuters » et « Reuters News » : tous les mots du nom le plus court figurent dans le plus long."
    )]
    [TestCase(
        "62 % of the runs of five words of the shorter text stand in both; article 3 is the earlier, and article 5 credits nobody for it.",
        "62 % des suites de cinq mots du texte le plus court figurent dans les deux ; l’article 3 est le premier, et l’article 5 n’en crédite personne."
    )]
    public void What_the_first_version_wrote_is_read_for_what_it_says(string written, string french) =>
        Assert.That(Sentences.Say(FirstVersion.Read(written)!, Language.Fr), Is.EqualTo(french));

    [TestCase("He said so himself.")]
    [TestCase("")]
    public void What_people_wrote_is_not_read(string written) => Assert.That(FirstVersion.Read(written), Is.Null);

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static IEnumerable<string> Placeholders(string template) =>
        Regex.Matches(template, @"\{[^}]*\}").Select(match => match.Value);
}
