using ClaimTracker.Extraction;

namespace ClaimTracker.Tests.Extraction;

/// <summary>Reasons say why and what makes doubtful, in French and in English.</summary>
public class ReasonTests
{
    [Test]
    public void A_reason_names_the_cue_in_either_language()
    {
        var claim = Extracted.French("Le maire a déclaré que le pont était fermé.").With("le pont était fermé");
        Assert.Multiple(() =>
        {
            Assert.That(claim.Reason.In("en"), Does.StartWith("“a déclaré” introduces a content clause"));
            Assert.That(claim.Reason.In("fr"), Does.StartWith("« a déclaré » introduit une proposition complétive"));
        });
    }

    [Test]
    public void What_makes_a_claim_doubtful_is_said()
    {
        var claim = Extracted.English("The minister did not say that the bridge was safe.").With("the bridge was safe");
        Assert.Multiple(() =>
        {
            Assert.That(claim.Reason.Doubts, Does.Contain(new Remark("cue.negated")));
            Assert.That(claim.Reason.In("en"), Does.Contain("doubtful: the report is negated"));
            Assert.That(claim.Reason.In("fr"), Does.Contain("en doute : le verbe est nié"));
        });
    }

    [TestCase("Le maire a déclaré que le pont était fermé. Il a ajouté que la route l’était aussi.")]
    [TestCase("« Le pont est fermé depuis lundi matin. » Trois ponts ont été fermés à Rivenne en 2024.")]
    [TestCase("Selon Le Monde, qui cite une source judiciaire, le préfet a été entendu lundi.")]
    public void A_reason_is_stored_as_codes_and_read_again(string text)
    {
        foreach (var claim in Extracted.French(text).Result.Claims)
        {
            var read = ProposalReason.Parse(claim.Reason.ToString())!;
            Assert.Multiple(() =>
            {
                Assert.That(read.Why, Is.EqualTo(claim.Reason.Why));
                Assert.That(read.Doubts, Is.EqualTo(claim.Reason.Doubts));
                Assert.That(read.In("fr"), Is.EqualTo(claim.Reason.In("fr")));
            });
        }
    }

    [TestCase("“a déclaré” introduces a content clause; the source is named beside it")]
    [TestCase("")]
    [TestCase(null)]
    public void An_older_sentence_is_no_code(string? stored) => Assert.That(ProposalReason.Parse(stored), Is.Null);
}
