using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Claims;

public sealed class ClaimTests
{
    private const string Text = "Il a dit : « la ville est prise », puis que le pont tient et « le front » aussi.";

    private static readonly AuditStamp Now = new("analyst", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly CodePointIndex Index = new(Text);

    private static TextSpan Span(string quote)
    {
        var start = Text.IndexOf(quote, StringComparison.Ordinal);
        return TextSpan.At(Index, start, start + quote.Length);
    }

    private static Claim Claim(ClaimStatus status, bool attributed, params string[] quotes) =>
        ClaimTracker.Domain.Claims.Claim.Record(
            new Article(Text, null, Now),
            [.. quotes.Select(Span)],
            null,
            attributed ? [new LinkDraft(Source.Named(SourceKind.Person, "Haddad", SourceStatus.Proposed, Now))] : [],
            Modality.Asserted,
            status,
            Now
        );

    [TestCase(ClaimMode.Direct, "« la ville est prise »")]
    [TestCase(ClaimMode.Direct, "la ville est prise")]
    [TestCase(ClaimMode.Indirect, "le pont tient")]
    [TestCase(ClaimMode.Mixed, "le pont tient et « le front » aussi")]
    [TestCase(ClaimMode.Mixed, "« la ville est prise »", "le pont tient")]
    public void The_mode_follows_from_the_quotation_marks(ClaimMode mode, params string[] quotes)
    {
        Assert.That(Claim(ClaimStatus.Accepted, attributed: true, quotes).Mode, Is.EqualTo(mode));
        Assert.That(Claim(ClaimStatus.Accepted, attributed: false, quotes).Mode, Is.EqualTo(ClaimMode.Narration));
    }

    [Test]
    public void Accepting_takes_the_sources_into_use_and_proposing_does_not()
    {
        var claim = Claim(ClaimStatus.Proposed, attributed: true, "le pont tient");
        Assert.That(claim.Origin!.Status, Is.EqualTo(SourceStatus.Proposed));

        claim.SetStatus(ClaimStatus.Accepted, "seen", Now);

        Assert.That(claim.Origin.Status, Is.EqualTo(SourceStatus.Accepted));
        Assert.That(
            (claim.DecidedBy, claim.DecidedAt, claim.StatusReason),
            Is.EqualTo(("analyst", (DateTime?)Now.At, "seen"))
        );
    }

    [Test]
    public void A_replaced_claim_is_decided_on_no_more_and_none_is_set_to_replaced()
    {
        var claim = Claim(ClaimStatus.Accepted, attributed: false, "le pont tient");
        Assert.That(
            Assert.Throws<ConflictException>(() => claim.SetStatus(ClaimStatus.Replaced, null, Now))!.Code,
            Is.EqualTo("notAStatusToSet")
        );

        claim.Split([new ClaimPart([Span("le pont")], null), new ClaimPart([Span("tient")], "It holds.")], "two", Now);

        Assert.That(claim.Status, Is.EqualTo(ClaimStatus.Replaced));
        Assert.That(
            Assert.Throws<ConflictException>(() => claim.SetStatus(ClaimStatus.Accepted, null, Now))!.Code,
            Is.EqualTo("claimReplaced")
        );
    }

    [Test]
    public void Parts_of_a_proposed_claim_are_proposed_and_not_by_the_machine()
    {
        var parts = Claim(ClaimStatus.Proposed, attributed: true, "le pont tient")
            .Split([new ClaimPart([Span("le pont")], null), new ClaimPart([Span("tient")], "Il tient.")], "two", Now);

        Assert.Multiple(() =>
        {
            Assert.That(parts.Select(part => part.Status), Is.All.EqualTo(ClaimStatus.Proposed));
            Assert.That(parts.Select(part => part.IsMachineProposal), Is.All.False);
            Assert.That(parts.Select(part => part.Statement), Is.EqualTo(new[] { "le pont", "Il tient." }));
        });
    }

    [Test]
    public void Words_somebody_chose_outlast_a_new_content()
    {
        var claim = Claim(ClaimStatus.Accepted, attributed: false, "le pont tient");
        claim.SetContent([Span("le front")]);
        Assert.That(claim.Statement, Is.EqualTo("le front"));

        claim.SetStatement("Le front tient.");
        claim.SetContent([Span("la ville est prise")]);

        Assert.That(
            (claim.Statement, claim.Start),
            Is.EqualTo(("Le front tient.", Text.IndexOf("la ville", StringComparison.Ordinal)))
        );
    }
}
