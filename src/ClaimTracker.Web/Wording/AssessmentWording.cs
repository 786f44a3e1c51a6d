using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;

namespace ClaimTracker.Web.Wording;

/// <summary>Says in sentences what an assessment found, with the names of sources put in; every sentence rests on ids that the assessment carries.</summary>
/// <param name="nameOf">The name of a source, as it is shown.</param>
internal sealed class AssessmentWording(Func<long, string> nameOf, Language language)
{
    /// <summary>Why a relation has its verdict.</summary>
    public string Because(RelationVerdict verdict) =>
        Sentences.Sentence(
            Sentences.Clause(
                verdict.Verdict switch
                {
                    ChainComparison.Established => "pair.established",
                    ChainComparison.NotEstablished when verdict.Shared.Count > 0 => "pair.maybeShared",
                    ChainComparison.NotEstablished when verdict.Path.Any(step => step.Basis == LinkBasis.Unknown) =>
                        "pair.unknownLineage",
                    ChainComparison.NotEstablished => "pair.notEstablished",
                    ChainComparison.SameOrigin => "pair.sameOrigin",
                    ChainComparison.SharedRelay => "pair.sharedRelay",
                    ChainComparison.Circular => "pair.circular",
                    _ => "pair.ungrounded",
                },
                language,
                ("finding", verdict.Finding ?? 0),
                ("shared", List(verdict.Shared, verdict.Verdict == ChainComparison.Circular ? [] : verdict.AsOne)),
                ("n", Math.Max(1, verdict.Shared.Count)),
                ("contradiction", verdict.Kind == ReportRelationKind.Contradicts)
            )
        );

    /// <summary>What could be found out, and what it would lead to.</summary>
    /// <param name="proposed">What is proposed now; null where nothing is.</param>
    public string Describe(SensitivityPoint change, int? proposed = null)
    {
        var sources = List(
            change.Sources,
            change.Kind == ChangeKind.Bottleneck ? change.AsOne : [],
            isNumbered: change.Kind == ChangeKind.LookAlike
        );
        if (change.Kind == ChangeKind.Independence && change.Sources.Count > 2)
            sources = Sentences.Clause("sources.two", language, ("names", sources));
        var sentence = Sentences.Sentence(
            Sentences.Clause(
                change.Kind switch
                {
                    ChangeKind.Independence => "change.independence",
                    ChangeKind.UnknownLineage => "change.unknownLineage",
                    ChangeKind.LookAlike => "change.lookAlike",
                    ChangeKind.Unnamed => "change.unnamed",
                    ChangeKind.Bottleneck => "change.bottleneck",
                    ChangeKind.Ring => "change.ring",
                    ChangeKind.BothSides => "change.bothSides",
                    _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, null),
                },
                language,
                ("sources", sources),
                ("claims", Sentences.List([.. change.Claims.Select(claim => $"{claim}")], language)),
                ("n", change.Kind == ChangeKind.BothSides ? change.Claims.Count : change.Sources.Count)
            )
        );
        if (change.Credibility is not { } rating || proposed is null)
            return sentence;
        var then =
            rating == proposed ? "change.alone"
            : change.Kind == ChangeKind.LookAlike ? "change.apart"
            : "change.then";
        return $"{sentence} {Sentences.Sentence(Sentences.Clause(then, language, ("proposed", rating)))}";
    }

    /// <summary>The rule that proposes a credibility, with the counts it used.</summary>
    public string Sentence(CredibilityProposal proposal) =>
        Sentences.Sentence(
            Sentences.Clause(
                $"rule.{proposal.Rule}",
                language,
                ("low", proposal.Support.Low),
                ("high", proposal.Support.High),
                ("againstLow", proposal.Opposition.Low),
                ("againstHigh", proposal.Opposition.High),
                ("sufficient", CredibilityRules.Sufficient),
                ("proposed", proposal.Proposed)
            )
        );

    /// <param name="sources">Their ids.</param>
    /// <param name="asOne">Those of them that stand for several, read as one.</param>
    /// <param name="isNumbered">Each is named with its id.</param>
    private string List(
        IReadOnlyList<long> sources,
        IReadOnlyList<IReadOnlyList<long>> asOne,
        bool isNumbered = false
    ) =>
        sources.Count == 0
            ? Sentences.Clause("source.unknownOutlet", language)
            : Sentences.List([.. sources.Select(source => Named(source, asOne, isNumbered))], language);

    private string Named(long source, IReadOnlyList<IReadOnlyList<long>> asOne, bool isNumbered) =>
        asOne.FirstOrDefault(group => group.Contains(source)) is { } group
            ? Sentences.Clause(
                "source.asOne",
                language,
                ("names", Sentences.List([.. group.Select(nameOf)], language, either: true))
            )
        : isNumbered ? Sentences.Clause("source.numbered", language, ("name", nameOf(source)), ("id", source))
        : nameOf(source);
}
