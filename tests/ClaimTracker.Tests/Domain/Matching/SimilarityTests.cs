using ClaimTracker.Domain.Matching;

namespace ClaimTracker.Tests.Domain.Matching;

public sealed class SimilarityTests
{
    [TestCase("Méridienne", "MERIDIENNE", 1)]
    [TestCase("Al-Tanf", "Altanf", .95)]
    [TestCase("Ryan Sean", "Sean Ryan", .95)]
    [TestCase("Ministère de la Défense", "Ministère Défense", .95)]
    [TestCase("Mohamed Ali", "Mohammed Ali", .9)]
    [TestCase("Kadhafi", "Kahdafi", .9)]
    [TestCase("Jon Smith", "John Smith", .9)]
    [TestCase("Al Jazeera", "Aljazera", .9)]
    [TestCase("The People's Daily", "People Daily", .95)]
    [TestCase("S. Ryan", "Sean Ryan", .85)]
    [TestCase("AFP", "Agence France-Presse", .8)]
    [TestCase("AMP", "Agence Méridienne de Presse", .8)]
    [TestCase("Agence Méridienne", "Agence Méridienne de Presse", .7)]
    public void Names_are_alike(string a, string b, double score)
    {
        var similarity = Similarity.Of(new ComparedName(a), new ComparedName(b));
        var back = Similarity.Of(new ComparedName(b), new ComparedName(a));

        Assert.Multiple(() =>
        {
            Assert.That(similarity?.Score, Is.EqualTo(score).Within(.001), similarity?.How.ToString());
            Assert.That(back?.Score, Is.EqualTo(similarity?.Score));
            Assert.That(similarity?.IsLookAlike, Is.EqualTo(score >= .8));
        });
    }

    [TestCase("Ministry of Defence of Syria", "Ministry of Defence of Russia")]
    [TestCase("The Northgate Ledger", "The Harbour Dispatch Ledger")]
    public void Shared_words_alone_make_no_look_alikes(string a, string b)
    {
        var similarity = Similarity.Of(new ComparedName(a), new ComparedName(b));

        Assert.That(similarity?.IsLookAlike ?? false, Is.False);
    }

    [TestCase("Reuters", "Le Monde")]
    [TestCase("Canal 14", "Canal 15")]
    [TestCase("BBC", "ABC")]
    [TestCase("!!!", "???")]
    [TestCase("Outlet A", "Outlet B")]
    [TestCase("Outlet A", "Outlet E")]
    [TestCase("Outlet A", "Outlet")]
    [TestCase("General X", "General Y")]
    [TestCase("A. Smith", "B. Smith")]
    [TestCase("A. Smith", "E. Smith")]
    [TestCase("Radio RTL", "Radio RTS")]
    [TestCase("Radio 1 Sarmin", "Radio 12 Sarmin")]
    public void Others_are_not_alike_by_a_letter(string a, string b) =>
        Assert.That(Similarity.Of(new ComparedName(a), new ComparedName(b))?.Score ?? 0, Is.LessThan(.7));
}
