using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Reliability;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Domain.Texts;

namespace ClaimTracker.Tests.Domain.Reliability;

public sealed class SourceOutcomeTests
{
    private static readonly AuditStamp Stamp = new("test", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly Source Outlet = Source.Named(SourceKind.Outlet, "Le Ponant", SourceStatus.Accepted, Stamp);
    private static readonly Source Wire = Source.Named(
        SourceKind.Outlet,
        "Agence Méridienne",
        SourceStatus.Accepted,
        Stamp
    );
    private static readonly Message Seen = Message.Of(MessageCode.VerdictSaysSo, ("rating", "seen"));
    private static readonly Source Speaker = Source.Named(SourceKind.Person, "Ana Bren", SourceStatus.Accepted, Stamp);

    [Test]
    public void The_origin_answers_for_what_it_said_and_the_others_for_what_they_passed_on()
    {
        var outcomes = SourceOutcome.Of(
            ClaimOf(Modality.Asserted, new LinkDraft(Wire), new LinkDraft(Speaker)),
            wasTrue: false,
            1,
            Seen,
            Stamp
        );

        Assert.That(
            outcomes.Select(outcome => (outcome.Source, outcome.AsOrigin, outcome.WasTrue, outcome.IsDenial)),
            Is.EqualTo(
                new[] { (Outlet, false, false, false), (Wire, false, false, false), (Speaker, true, false, false) }
            )
        );
    }

    [Test]
    public void A_source_that_comes_back_in_the_chain_answers_once()
    {
        var outcomes = SourceOutcome.Of(
            ClaimOf(Modality.Negated, new LinkDraft(Wire), new LinkDraft(Outlet), new LinkDraft(Speaker)),
            wasTrue: true,
            .5,
            Seen,
            Stamp
        );

        Assert.That(outcomes.Count(outcome => outcome.Source == Outlet), Is.EqualTo(1));
        Assert.That(
            outcomes,
            Is.All.Matches<SourceOutcome>(outcome => outcome.IsDenial && outcome.WasTrue && outcome.Weight == .5)
        );
    }

    [Test]
    public void An_outlet_of_unknown_lineage_passed_on()
    {
        var outcomes = SourceOutcome.Of(ClaimOf(Modality.Asserted), wasTrue: true, 1, Seen, Stamp);

        Assert.That(
            outcomes.Select(outcome => (outcome.Source, outcome.AsOrigin)),
            Is.EqualTo(new[] { (Outlet, false) })
        );
    }

    [Test]
    public void Requests_and_chains_that_do_not_support_say_nothing_of_anybody()
    {
        var requested = ClaimOf(Modality.Requested, new LinkDraft(Speaker));
        var unsupported = ClaimOf(Modality.Asserted, new LinkDraft(Speaker) { Supports = false });

        Assert.That(SourceOutcome.Of(requested, true, 1, Seen, Stamp), Is.Empty);
        Assert.That(SourceOutcome.Of(unsupported, true, 1, Seen, Stamp), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(1.5)]
    public void A_weight_is_above_nothing_and_at_most_one(double weight) =>
        Assert.That(
            () => SourceOutcome.Of(ClaimOf(Modality.Asserted), true, weight, Seen, Stamp),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    private static Claim ClaimOf(Modality modality, params LinkDraft[] links)
    {
        var article = new Article("Le pont tient.", Outlet, Stamp);
        return Claim.Record(
            article,
            [TextSpan.At(new CodePointIndex("Le pont tient."), 0, 7)],
            null,
            links,
            modality,
            ClaimStatus.Accepted,
            Stamp
        );
    }
}
