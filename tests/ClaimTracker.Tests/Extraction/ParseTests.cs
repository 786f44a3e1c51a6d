using ClaimTracker.Extraction;
using ClaimTracker.Tests.Support;

namespace ClaimTracker.Tests.Extraction;

/// <summary>The tagger and the parser.</summary>
public class ParseTests
{
    private static Article Read(string text, string language) => new(text, LanguageData.For(language));

    private static string Word(Article article, int token) =>
        token < 0 ? "" : article.Span(token, token).In(article.Text);

    private static int Find(Article article, string word) =>
        Enumerable.Range(0, article.Tokens.Length).First(i => Word(article, i) == word);

    [TestCase("fr", "La ministre a déclaré que le pont est fermé.", "ministre", DependencyRelation.Nsubj, "déclaré")]
    [TestCase("fr", "La ministre a déclaré que le pont est fermé.", "fermé", DependencyRelation.Ccomp, "déclaré")]
    [TestCase("fr", "Selon la police, trois hommes ont fui.", "police", DependencyRelation.Obl, "fui")]
    [TestCase("fr", "Le rapport que le juge a lu est long.", "lu", DependencyRelation.AclRelcl, "rapport")]
    [TestCase("fr", "Trois hommes ont été arrêtés par la police.", "hommes", DependencyRelation.NsubjPass, "arrêtés")]
    [TestCase("en", "The mayor said that the bridge is closed.", "mayor", DependencyRelation.Nsubj, "said")]
    [TestCase("en", "The mayor said that the bridge is closed.", "closed", DependencyRelation.Ccomp, "said")]
    [TestCase("en", "The report was written by a lawyer.", "report", DependencyRelation.NsubjPass, "written")]
    [TestCase("en", "A man who saw the fire called the police.", "saw", DependencyRelation.AclRelcl, "man")]
    public void Plain_sentences_get_the_trees_of_Universal_Dependencies(
        string language,
        string text,
        string word,
        object relation,
        string head
    )
    {
        var article = Read(text, language);
        var token = Find(article, word);
        Assert.Multiple(() =>
        {
            Assert.That(article.Parse.RelationOf(token), Is.EqualTo(relation));
            Assert.That(Word(article, article.Parse.HeadOf(token)), Is.EqualTo(head));
        });
    }

    [TestCase(
        "fr",
        "Il a dit vouloir partir en chantant.",
        "a FiniteAuxiliary|dit Participle|vouloir Infinitive|chantant Gerund"
    )]
    [TestCase(
        "en",
        "He has said that he wants to go singing.",
        "has FiniteAuxiliary|said Participle|wants FiniteVerb|go Infinitive|singing Gerund"
    )]
    public void Verbs_are_tagged_by_their_form(string language, string text, string expected)
    {
        var article = Read(text, language);
        foreach (var part in expected.Split('|'))
            Assert.That(
                $"{part.Split(' ')[0]} {article.Parse.TagOf(Find(article, part.Split(' ')[0]))}",
                Is.EqualTo(part)
            );
    }

    [Test]
    public void Every_tree_is_whole_projective_and_inside_its_paragraph(
        [Values("fr", "en", "es", "xx")] string language
    )
    {
        foreach (var text in Texts())
        {
            var article = Read(text, language);
            var parse = article.Parse;
            Assert.That(parse.Length, Is.EqualTo(article.Tokens.Length));
            for (var i = 0; i < parse.Length; i++)
            {
                var steps = 0;
                for (var at = i; parse.HeadOf(at) >= 0; at = parse.HeadOf(at), steps++)
                    Assert.That(steps, Is.LessThan(parse.Length), $"{text}: a circle at {i}");
                if (parse.HeadOf(i) is not (>= 0 and var head))
                    continue;
                // What stands between a token and its head hangs below the head.
                for (var k = Math.Min(i, head); k <= Math.Max(i, head); k++)
                {
                    Assert.That(parse.Governs(head, k), $"{text}: {k} between {i} and {head}");
                    Assert.That(article.Tokens[k].Kind, Is.Not.EqualTo(TokenKind.Break), text);
                }
                Assert.That(parse.LeftEdge(head), Is.LessThanOrEqualTo(parse.LeftEdge(i)));
                Assert.That(parse.RightEdge(head), Is.GreaterThanOrEqualTo(parse.RightEdge(i)));
            }
            var children = Enumerable.Range(0, parse.Length).SelectMany(i => Children(parse, i)).ToList();
            Assert.That(children, Is.Unique);
            Assert.That(
                children,
                Has.Count.EqualTo(Enumerable.Range(0, parse.Length).Count(i => parse.HeadOf(i) >= 0))
            );
        }
    }

    [Test]
    public void A_sentence_is_parsed_alike_alone_and_among_others()
    {
        const string sentence = "« Rien ne manque », a dit Paul Durand à Reuters.";
        var alone = Read(sentence, "fr");
        var among = Read("Le pont est fermé.\n\n" + sentence + "\n\nIl pleut.", "fr");
        var shift = Find(among, "«");
        for (var i = 0; i < alone.Tokens.Length - 1; i++)
            Assert.That(
                (among.Parse.TagOf(i + shift), among.Parse.RelationOf(i + shift)),
                Is.EqualTo((alone.Parse.TagOf(i), alone.Parse.RelationOf(i)))
            );
    }

    private static List<int> Children(Parse parse, int token)
    {
        var children = new List<int>();
        foreach (var child in parse.ChildrenOf(token))
            children.Add(child);
        Assert.That(children, Is.Ordered);
        return children;
    }

    private static IEnumerable<string> Texts()
    {
        yield return "";
        yield return ".";
        yield return "mot";
        yield return "« « » \n\n » . . . \" (";
        yield return string.Concat(Enumerable.Repeat("un mot après l'autre ", 200));
        foreach (var file in Directory.EnumerateFiles(Repository.At("seeds", "articles"), "*.json").Order())
            yield return System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!["article"]![
                "text"
            ]!.GetValue<string>();
    }
}
