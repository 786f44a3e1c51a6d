using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>The steps a text takes, each by itself.</summary>
public class StepTests
{
    private static Article Read(string text, string language = "fr") => new(text, LanguageData.For(language));

    private static string[] Tokens(string text, string language) =>
        [
            .. Tokenizer
                .Tokenize(text, LanguageData.For(language))
                .Where(t => t.End > t.Start)
                .Select(t => text[t.Start..t.End]),
        ];

    [TestCase("L’armée n'a qu’un but.", "L’|armée|n'|a|qu’|un|but|.")]
    [TestCase("a-t-elle ajouté", "a|-t-elle|ajouté")]
    [TestCase("dit-il, peut-être", "dit|-il|,|peut-être")]
    [TestCase("8 000 morts, 3,5 %", "8 000|morts|,|3,5|%")]
    [TestCase("al-Tanf", "al-Tanf")]
    public void French_words_part_at_elisions_and_before_clitics(string text, string expected) =>
        Assert.That(string.Join('|', Tokens(text, "fr")), Is.EqualTo(expected));

    [TestCase("He didn't say Mr. Smith's in the U.S. today.", "He|did|n't|say|Mr.|Smith|'s|in|the|U.S.|today|.")]
    [TestCase("a Reuters/Ipsos poll", "a|Reuters/Ipsos|poll")]
    public void English_words_part_before_clitics_and_keep_the_stop_of_abbreviations(string text, string expected) =>
        Assert.That(string.Join('|', Tokens(text, "en")), Is.EqualTo(expected));

    [TestCase("Il dit « oui », elle “non”.", 2)]
    [TestCase("« Un. \n\n« Deux. \n\n« Trois. »", 1)]
    [TestCase("« Un début sans fin.\n\nAutre chose.", 1)]
    [TestCase("Il dit : « elle a crié “au feu” hier ».", 2)]
    [TestCase("„Ja“, ‹non› et \"si\".", 3)]
    [TestCase("The voters' rights and Tom's car.", 0)]
    [TestCase("''Two marks make one,'' he said.", 1)]
    public void Quotation_marks_of_every_kind_are_paired(string text, int count) =>
        Assert.That(Read(text, "en").Quotations, Has.Count.EqualTo(count));

    [Test]
    public void A_quotation_is_one_unit_of_the_sentence_around_it()
    {
        var article = Read("« Un. Deux. Trois. », a dit Paul. Il dort.");
        Assert.That(article.Sentences.First(article.Quotations[0].Close + 2), Is.EqualTo(0));
    }

    [TestCase(
        "expliquer",
        "er",
        "explique expliquait expliquèrent expliquera expliquerait expliqué expliquant expliquons"
    )]
    [TestCase("espérer", "er", "espère espérait espérera espérant")]
    [TestCase("rappeler", "er", "rappelle rappelait rappellera rappelé")]
    [TestCase("annoncer", "er", "annonce annonçait annoncèrent annonçant")]
    [TestCase("avertir", "ir", "avertit avertissait avertiront averti")]
    [TestCase("répondre", "re", "répond répondait répondit répondu répondrait")]
    public void French_forms_are_generated(string lemma, string pattern, string forms) =>
        Assert.That(FrenchInflection.Forms(lemma, pattern).Select(f => f.Form), Is.SupersetOf(forms.Split(' ')));

    [TestCase("dit dirait disant disaient", "dire")]
    [TestCase("reconnaît reconnu reconnaissait", "reconnaître")]
    [TestCase("soutient soutenait soutint soutiendra", "soutenir")]
    [TestCase("admet admis admettrait", "admettre")]
    [TestCase("prévient prévenu", "prévenir")]
    [TestCase("écrit écrivait écrivit", "écrire")]
    [TestCase("craignait craint craignant", "craindre")]
    public void Irregular_French_forms_lead_to_their_verb(string forms, string lemma) =>
        Assert.That(forms.Split(' ').Select(f => LanguageData.For("fr").Find(f)?.Lemma), Is.All.EqualTo(lemma));

    [TestCase("admits admitted admitting", "admit")]
    [TestCase("denies denied denying", "deny")]
    [TestCase("tells told telling", "tell")]
    [TestCase("argues argued arguing", "argue")]
    public void English_forms_lead_to_their_verb(string forms, string lemma) =>
        Assert.That(forms.Split(' ').Select(f => LanguageData.For("en").Find(f)?.Lemma), Is.All.EqualTo(lemma));

    [TestCase("La source a en outre noté que", "a en outre noté", "fr")]
    [TestCase("Il n'a pas exclu de partir", "n'a pas exclu", "fr")]
    [TestCase("Le maire a, quant à lui, dénoncé la loi", "a, quant à lui, dénoncé", "fr")]
    [TestCase("Le sous-préfet aurait été prévenu", "aurait été prévenu", "fr")]
    [TestCase("The mayor has also repeatedly said that", "has also repeatedly said", "en")]
    [TestCase("They would not have told him", "would not have told", "en")]
    public void A_verb_group_takes_auxiliaries_adverbs_and_negation(string text, string group, string language)
    {
        var article = Read(text, language);
        Assert.That(article.Groups.Select(g => article.Span(g.First, g.Last).In(text)), Does.Contain(group));
    }

    [TestCase("Le maire de Lyon a parlé.", "fr")]
    [TestCase("Selon un diplomate, la route est coupée.", "fr")]
    [TestCase("Le ministre a annoncé sa démission.", "fr")]
    [TestCase("The mayor of Lyon has spoken about this with his friends.", "en")]
    [TestCase("The minister said the road was cut.", "en")]
    [TestCase("Smith denied wrongdoing, Jones said.", "en")]
    [TestCase("El alcalde dijo que no habrá cortes.", "es")]
    [TestCase("12345 ## !!", "und")]
    [TestCase("Paris", "und")]
    [TestCase("Der Minister sagte, die Brücke sei gesperrt, und das war nicht alles.", "und")]
    [TestCase("Was der Minister in Berlin will, ist den Leuten nicht klar.", "und")]
    [TestCase("Il ministro ha detto che la strada è chiusa.", "und")]
    [TestCase("De minister zei dat het water of de weg was afgesloten.", "und")]
    [TestCase("Министр заявил, что дорога закрыта.", "und")]
    public void The_language_is_guessed_by_its_small_words(string text, string language) =>
        Assert.That(ArticleExtractor.Extract(text).Language, Is.EqualTo(language));

    [TestCase("Selon un diplomate, la route est coupée.", "la route est coupée")]
    [TestCase("The minister said the road was cut.", "the road was cut")]
    public void A_sentence_alone_proposes_its_claim(string text, string content) =>
        Assert.That(new Extracted(text, new ExtractionOptions()).With(content).Mode, Is.EqualTo(ClaimMode.Indirect));

    [TestCase("Anna Stone spoke. Her friend Jo said the road was cut.", "Jo")]
    [TestCase("Anna Stone spoke. Her friend said the road was cut.", "Anna Stone's friend")]
    public void What_belongs_to_someone_is_named_after_its_owner_unless_it_has_a_name(string text, string name) =>
        Assert.That(Extracted.English(text).With("the road was cut").Attribution[^1].Source.Name, Is.EqualTo(name));

    [Test]
    public void A_language_without_data_proposes_nothing_it_cannot_know() =>
        Assert.That(
            ArticleExtractor
                .Extract("Der Minister sagte, die Brücke sei gesperrt.", new ExtractionOptions { Language = "de" })
                .Claims.Where(c => c.Mode != ClaimMode.Narration),
            Is.Empty
        );
}
