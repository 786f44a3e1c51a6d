using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>What is said of a text's language, and what is read in which.</summary>
public class LanguageTests
{
    private const string Mixed =
        "Le maire a déclaré que le pont était fermé depuis lundi et que la route serait coupée jusqu’à la fin du mois.\n\n"
        + "The governor said that the dam was safe and that nobody had to leave the valley before the end of the week.\n\n"
        + "La préfète a ajouté que les écoles de la vallée resteraient ouvertes.";

    [Test]
    public void A_short_text_without_small_words_is_known_by_its_other_words()
    {
        var result = ArticleExtractor.Extract(
            "L’usine fermera en juin, a affirmé Jean-Pierre Lemaire, délégué syndical."
        );
        Assert.Multiple(() =>
        {
            Assert.That(result.Language, Is.EqualTo("fr"));
            Assert.That(result.Claims, Is.Not.Empty);
            Assert.That(result.Warnings, Is.Empty);
        });
    }

    [TestCase("Die Brücke ist seit Montag geschlossen, sagte der Bürgermeister der Stadt.")]
    [TestCase("Мост закрыт, заявил мэр города.")]
    public void A_text_in_an_unknown_language_is_warned_about(string text)
    {
        var result = ArticleExtractor.Extract(text);
        Assert.Multiple(() =>
        {
            Assert.That(result.Language, Is.EqualTo("und"));
            Assert.That(result.Claims, Is.Empty);
            Assert.That(result.Warnings.Select(w => w.Code), Is.EqualTo(new[] { "languageUnknown" }));
            Assert.That(result.Warnings[0].In("fr"), Does.Contain("langue"));
            Assert.That(result.Warnings[0].In("en"), Does.Contain("language"));
        });
    }

    [Test]
    public void A_language_that_cannot_be_read_is_named() =>
        Assert.That(
            ArticleExtractor.Extract("Die Brücke ist zu.", new ExtractionOptions { Language = "de" }).Warnings,
            Is.EqualTo(new[] { new Remark("languageUnsupported", "de") })
        );

    [Test]
    public void Spanish_says_that_it_is_small() =>
        Assert.That(
            ArticleExtractor
                .Extract("El alcalde dijo que el puente está cerrado.", new ExtractionOptions { Language = "es" })
                .Warnings,
            Is.EqualTo(new[] { new Remark("languageLimited", "es") })
        );

    [TestCase("Le maire a déclaré que le pont était fermé.", "fr")]
    [TestCase("The mayor said that the bridge was closed.", "en")]
    public void Of_a_language_that_is_read_nothing_is_said(string text, string language) =>
        Assert.That(ArticleExtractor.Extract(text, new ExtractionOptions { Language = language }).Warnings, Is.Empty);

    [Test]
    public void A_text_in_two_languages_is_read_by_paragraph()
    {
        var result = ArticleExtractor.Extract(Mixed, new ExtractionOptions { Outlet = "X" });
        var attributed = result.Claims.Where(c => c.Mode != ClaimMode.Narration).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(result.Language, Is.EqualTo("fr"));
            Assert.That(result.Warnings, Is.EqualTo(new[] { new Remark("severalLanguages", "fr, en") }));
            Assert.That(
                attributed.Select(c => c.Attribution[^1].Mention!.Value.In(Mixed)),
                Is.EqualTo(new[] { "Le maire", "The governor", "La préfète" })
            );
            Assert.That(attributed.Select(c => c.Attribution[0].Source.Ref).Distinct().Count(), Is.EqualTo(1));
            Assert.That(
                attributed.Select(c => c.Attribution[^1].Source.Ref).Distinct().Count(),
                Is.EqualTo(attributed.Count)
            );
        });
    }

    [Test]
    public void A_report_whose_speaker_is_not_read_is_no_narration() =>
        Assert.That(
            ArticleExtractor
                .Extract(
                    "Trois ponts de Rivenne ont été fermés lundi 3 mars, a annoncé.",
                    new ExtractionOptions { Language = "fr" }
                )
                .Claims.Where(c => c.Mode == ClaimMode.Narration),
            Is.Empty
        );
}
