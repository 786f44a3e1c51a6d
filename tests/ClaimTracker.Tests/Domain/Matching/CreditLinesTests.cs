using ClaimTracker.Domain.Matching;

namespace ClaimTracker.Tests.Domain.Matching;

public sealed class CreditLinesTests
{
    [TestCase("BEYROUTH (AFP) - Le pont tient.", "(AFP)", "AFP")]
    [TestCase("Le pont tient. (Reuters, AFP)", "(Reuters, AFP)", "Reuters|AFP")]
    [TestCase("Le pont tient. (avec AFP et Reuters)", "(avec AFP et Reuters)", "AFP|Reuters")]
    [TestCase("Le pont tient.\nAvec AFP\n", "Avec AFP", "AFP")]
    [TestCase("The bridge holds.\r\nWith Reuters.", "With Reuters", "Reuters")]
    [TestCase(
        "Le pont tient.\nSource : Agence Méridienne de Presse",
        "Source : Agence Méridienne de Presse",
        "Agence Méridienne de Presse"
    )]
    [TestCase("🌉 El puente resiste. (Con EFE y AFP)", "(Con EFE y AFP)", "EFE|AFP")]
    public void A_credit_is_found_where_it_stands(string text, string quote, string names)
    {
        var credit = CreditLines.Find(text).Single();

        Assert.That(credit.Span.Quote, Is.EqualTo(quote));
        Assert.That(string.Join('|', credit.Names), Is.EqualTo(names));
    }

    [TestCase("He came with Reuters to the bridge and stayed.")]
    [TestCase("Avec Marie, il a traversé le pont. Puis il est rentré chez lui")]
    [TestCase("Le pont (qui tient) est vieux. ()")]
    [TestCase("Un vers (Il a dit non. Puis oui)")]
    public void Sentences_are_no_credits(string text) => Assert.That(CreditLines.Find(text), Is.Empty);

    [Test]
    public void A_text_of_parentheses_is_read_in_time_and_cut()
    {
        var credits = CreditLines.Find(string.Concat(Enumerable.Repeat("(A, B) ((((", 50_000)));

        Assert.That(credits, Has.Count.EqualTo(20));
    }
}
