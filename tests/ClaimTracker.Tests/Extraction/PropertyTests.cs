using System.Text;
using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>What must hold for any text: tried on many made of the pieces that matter to the extractor.</summary>
public class PropertyTests
{
    private static readonly string[] Pieces =
    [
        "Le ministre",
        "a déclaré",
        "que",
        "« la route est coupée »",
        ",",
        ".",
        "\n\n",
        "selon",
        "Reuters",
        "a-t-elle ajouté",
        "Paul Durand",
        "le chef de la police",
        "d’après",
        "une source",
        "exigeant que",
        "qui",
        "et",
        "mais",
        ":",
        "“the road is closed”",
        "she said",
        "according to",
        "the mayor",
        "told",
        "that",
        "citing",
        "(AFP)",
        "«",
        "»",
        "\"",
        "’",
        "-",
        "12 000",
        "aurait fui",
        "il",
        "🙂",
        "e\u0301",
        "John Smith, a spokesman for the army,",
        "'s claim that",
        "!",
        "?",
        "Selon lui,",
    ];

    [Test]
    public void Spans_chains_and_order_are_sound_on_any_text([Range(0, 19)] int seed)
    {
        for (var n = 0; n < 20; n++)
        {
            var text = Compose(seed * 100 + n);
            foreach (var outlet in new[] { null, "Reuters" })
                Invariants.Check(
                    text,
                    ArticleExtractor.Extract(
                        text,
                        new ExtractionOptions { Language = n % 2 == 0 ? "fr" : "en", Outlet = outlet }
                    )
                );
        }
    }

    [Test]
    public void A_text_gives_the_same_alone_in_any_order_and_on_any_number_of_threads()
    {
        var texts = Enumerable.Range(0, 120).Select(Compose).ToList();
        var alone = texts.ConvertAll(Show);
        var together = new string[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            together[texts.Count - 1 - i] = Show(texts[texts.Count - 1 - i])
        );
        Assert.That(together, Is.EqualTo(alone));
    }

    [Test]
    public void A_second_article_after_a_blank_line_changes_nothing_before_it()
    {
        const string first =
            "La maire de Sousville, Léa Marchand, a annoncé que le pont rouvrira lundi. « Les travaux sont finis », a-t-elle ajouté.\n\n"
            + "Selon la préfecture, trois ouvriers ont été blessés. Le syndicat a dénoncé un chantier dangereux.";
        const string second =
            "Le ministre a démenti toute fuite. « Rien ne manque », a dit Paul Durand à Reuters. Elle a ajouté que le pont était sûr.";
        foreach (var outlet in new[] { null, "Le Quotidien des Dunes" })
        {
            var alone = Extract(first, outlet);
            var both = Extract(first + "\n\n" + second, outlet);
            Assert.That(
                both.Claims.Take(alone.Claims.Count).Select(c => Show(first, c)),
                Is.EqualTo(alone.Claims.Select(c => Show(first, c)))
            );
        }

        static ExtractionResult Extract(string text, string? outlet) =>
            ArticleExtractor.Extract(text, new ExtractionOptions { Language = "fr", Outlet = outlet });
    }

    private static string Compose(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var n = random.Next(5, 60); n > 0; n--)
            text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(8) == 0 ? "" : " ");
        return text.ToString();
    }

    private static string Show(string text) =>
        string.Join('\n', ArticleExtractor.Extract(text).Claims.Select(c => Show(text, c)));

    private static string Show(string text, ProposedClaim claim) =>
        $"{claim.Mode} {claim.Modality} {claim.Confidence} {string.Join(' ', claim.Content)} {claim.Statement} "
        + string.Join(
            " > ",
            claim.Attribution.Select(l => $"{l.Source} {l.Mention} {l.Cue} {l.Stance} {l.Basis} {l.Mention?.In(text)}")
        );
}
