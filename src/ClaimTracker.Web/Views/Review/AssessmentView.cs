using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Evidence;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain.ChainReviews;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using ClaimTracker.Web.Wording;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Views.Review;

/// <summary>How many independent origins a claim has, what speaks against it, what credibility follows, and what would change that.</summary>
/// <param name="ClaimId">Null for several claims weighed as one support.</param>
/// <param name="AsOf">UTC, the last instant that counts; null: what is stored now.</param>
/// <param name="Proposition">The claim and all that restates it; null for several claims.</param>
/// <param name="Support">The proposition and those that corroborate it.</param>
/// <param name="Opposition">Those that contradict it and those that corroborate these.</param>
/// <param name="Relations">The verdicts on the relations between the claims of both sides.</param>
/// <param name="Circular">Reports of the support that lead back to themselves.</param>
/// <param name="Attestation">For each origin of the support, by how many chains that share no source it is known that it said so.</param>
/// <param name="Credibility">Null for several claims.</param>
/// <param name="Belief">The evidence as a number, where <c>include=belief</c> asks for it.</param>
/// <param name="WhatWouldChange">What could be found out, most decisive first.</param>
public sealed record AssessmentView(
    long? ClaimId,
    DateTime? AsOf,
    PropositionView? Proposition,
    SideView Support,
    SideView Opposition,
    IReadOnlyList<RelationVerdictView> Relations,
    IReadOnlyList<CircularReportingView> Circular,
    IReadOnlyList<AttestationView> Attestation,
    CredibilityView? Credibility,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BeliefView? Belief,
    IReadOnlyList<string> WhatWouldChange
);

/// <summary>Claims that say the same.</summary>
/// <param name="Id">The smallest of their ids.</param>
public sealed record PropositionView(long Id, IReadOnlyList<long> Claims);

/// <summary>What stands for a statement, or against it.</summary>
/// <param name="Claims">Reports that are weighed.</param>
/// <param name="Outlets">The outlets that carry them; all unknown ones are one.</param>
/// <param name="Origins">The sources at the end of their chains.</param>
/// <param name="Independent">Chains that share no source.</param>
/// <param name="WithRecord">Those of them whose origins have a track record.</param>
/// <param name="Established">Pairs of origins somebody found independent, on chains that share no source.</param>
/// <param name="Cut">As few sources as can be found that would all have to be wrong; never fewer than <c>independent.low</c>, perhaps more.</param>
/// <param name="Bottlenecks">The sources every grounded chain passes, from the origin outwards.</param>
/// <param name="Chains">Every way of every report, with whether it counts, and why not: as many count as <c>independent.low</c>, one way of a report at most.</param>
public sealed record SideView(
    int Claims,
    int Outlets,
    int Origins,
    IndependentView Independent,
    int WithRecord,
    IReadOnlyList<EstablishedView> Established,
    IReadOnlyList<SourceRef> Cut,
    IReadOnlyList<SourceRef> Bottlenecks,
    IReadOnlyList<ChainView> Chains
);

/// <summary>
/// How many recorded chains share no source: at least <c>low</c>, with all that is unknown read as shared; at most <c>high</c>, with all of it read as
/// separate.
/// </summary>
/// <param name="Exact">False where the side was too large to be sure: <c>low</c> is then a number reached, <c>high</c> a number not passed.</param>
public sealed record IndependentView(int Low, int High, bool Exact)
{
    public static IndependentView Of(OriginCount count) => new(count.Low, count.High, count.Exact);
}

/// <summary>Two origins somebody found independent.</summary>
/// <param name="A">Id of a source.</param>
/// <param name="B">Id of another.</param>
public sealed record EstablishedView(long A, long B, long FindingId);

/// <summary>A chain of a side, outermost step first.</summary>
/// <param name="Reason">Why it does not count; null where it does.</param>
/// <param name="Reviews">Where it does not count: the findings of chain reviews against links of its reports, which have the effect of <c>supports: false</c>.</param>
public sealed record ChainView(
    long ClaimId,
    IReadOnlyList<StepView> Path,
    bool Counted,
    ChainReason? Reason,
    IReadOnlyList<ReviewArgumentView> Reviews
);

/// <summary>A finding of a chain review by which the chain of a report is left out.</summary>
/// <param name="ReviewId">The chain review, which stands until the chain changes, a newer one is recorded, or it is withdrawn.</param>
/// <param name="ClaimId">The claim whose chain it is about.</param>
/// <param name="Position">The link, from 0.</param>
/// <param name="Because">The finding in a sentence.</param>
public sealed record ReviewArgumentView(long ReviewId, long ClaimId, int Position, LinkFinding Finding, string Because);

/// <summary>One step of a path, as one report states it.</summary>
/// <param name="Source">Its id is null for an unknown outlet.</param>
/// <param name="ClaimId">The claim that states it; null for a controller, who stands behind the origin before it.</param>
/// <param name="Published">EDTF, of the article.</param>
public sealed record StepView(
    SourceRef Source,
    long? ClaimId,
    long? ArticleId,
    string? Published,
    StepRole Role,
    Basis? Basis
);

/// <summary>What the chains of two related claims are to each other.</summary>
/// <param name="Id">Id of the relation.</param>
/// <param name="A">Id of a claim.</param>
/// <param name="B">Id of the other.</param>
/// <param name="Because">The verdict in a sentence.</param>
/// <param name="Path">From the publisher of one inwards to what they share and outwards to the publisher of the other; else both chains.</param>
public sealed record RelationVerdictView(
    long Id,
    RelationType Type,
    long A,
    long B,
    ChainComparison Verdict,
    string Because,
    IReadOnlyList<StepView> Path
);

/// <summary>Reports that lead back to themselves, the earliest first; each had it from the one before, the first from the last.</summary>
/// <param name="Grounded">Whether an origin stands behind any of them.</param>
public sealed record CircularReportingView(IReadOnlyList<StepView> Ring, bool Grounded);

/// <summary>How it is known that a source said so; whether it is so is another question.</summary>
public sealed record AttestationView(SourceRef Source, IndependentView Independent, IReadOnlyList<SourceRef> Cut);

/// <summary>What the rule table proposes, and beside it what an analyst decided.</summary>
/// <param name="Proposed">1 to 6; 6 is "not judged".</param>
/// <param name="Rule">The rule that fits first.</param>
/// <param name="Sentence">The rule in words, with the counts it used.</param>
/// <param name="Decided">1 to 6; null until somebody decides.</param>
public sealed record CredibilityView(
    int Proposed,
    string Rule,
    string RuleSet,
    CredibilityProfile Profile,
    string Sentence,
    int? Decided,
    string? DecidedBy,
    DateTime? DecidedAt
);

/// <summary>Belief, disbelief and uncertainty add up to 1; the probability is the belief and half of the uncertainty.</summary>
/// <param name="EvidenceFor">The sum of the reliabilities of the separate chains for it.</param>
/// <param name="EvidenceAgainst">The same against it.</param>
public sealed record BeliefView(
    double Belief,
    double Disbelief,
    double Uncertainty,
    double Probability,
    double EvidenceFor,
    double EvidenceAgainst
);

/// <summary>Puts names and dates to the ids of an assessment.</summary>
internal sealed class AssessmentViews
{
    private static readonly SourceRef UnknownOutlet = new(null, null, SourceKind.Outlet);

    private readonly Dictionary<long, SourceRef> sources;
    private readonly Dictionary<long, string?> published;
    private readonly ILookup<long, ChainReview> reviews;

    private AssessmentViews(
        Dictionary<long, SourceRef> sources,
        Dictionary<long, string?> published,
        ILookup<long, ChainReview> reviews
    ) => (this.sources, this.published, this.reviews) = (sources, published, reviews);

    public static async Task<AssessmentView> ReadAsync(
        ClaimTrackerDb db,
        ClaimAssessment assessment,
        CancellationToken cancellationToken
    )
    {
        var steps = StepsOf(assessment).ToList();
        var sourceIds = steps
            .Select(step => step.Source)
            .OfType<long>()
            .Concat(
                new[] { assessment.Support, assessment.Opposition }.SelectMany(evidenceSide =>
                    evidenceSide.Cut.Concat(evidenceSide.Bottlenecks)
                )
            )
            .Concat(assessment.Attestation.SelectMany(attestation => attestation.Cut.Append(attestation.Source)))
            .Concat(
                assessment.Relations.SelectMany(verdict =>
                    verdict.Shared.Concat(verdict.AsOne.SelectMany(group => group))
                )
            )
            .Concat(
                assessment.WhatWouldChange.SelectMany(change =>
                    change.Sources.Concat(change.AsOne.SelectMany(group => group))
                )
            )
            .Distinct()
            .ToList();
        var articleIds = steps.Select(step => step.Article).OfType<long>().Distinct().ToList();
        var sources = (
            await db
                .Sources.AsNoTracking()
                .Where(source => sourceIds.Contains(source.Id))
                .Select(source => new
                {
                    source.Id,
                    source.Name,
                    source.Kind,
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(row => row.Id, row => new SourceRef(row.Id, row.Name, row.Kind));
        var published = (
            await db
                .Articles.AsNoTracking()
                .Where(article => articleIds.Contains(article.Id))
                .Select(article => new { article.Id, article.Published })
                .ToListAsync(cancellationToken)
        ).ToDictionary(row => row.Id, row => row.Published);
        var decided = assessment.Claim is not { } claim
            ? null
            : await db
                .Claims.AsNoTracking()
                .Where(c => c.Id == claim)
                .Select(c => new Decision(c.Credibility, c.CredibilityBy, c.CredibilityAt))
                .FirstOrDefaultAsync(cancellationToken);
        var leftOut = ChainsOf(assessment)
            .Where(chain => !chain.Counted)
            .SelectMany(chain => chain.Path.Select(step => step.Claim).OfType<long>())
            .Distinct()
            .ToList();
        var reviews = leftOut.Count == 0 ? [] : await db.ReviewsThatBreakAsync(leftOut, cancellationToken);
        return new AssessmentViews(sources, published, reviews.ToLookup(review => review.ClaimId)).ViewOf(
            assessment,
            decided
        );
    }

    private AssessmentView ViewOf(ClaimAssessment assessment, Decision? decided)
    {
        var words = new AssessmentWording(NameOf, AnswerLanguage.Current);
        return new AssessmentView(
            assessment.Claim,
            null,
            assessment.Proposition is { } proposition
                ? new PropositionView(proposition, assessment.PropositionClaims)
                : null,
            ViewOf(assessment.Support),
            ViewOf(assessment.Opposition),
            [
                .. assessment.Relations.Select(verdict => new RelationVerdictView(
                    verdict.Id,
                    TypeOf(verdict.Kind),
                    verdict.A,
                    verdict.B,
                    verdict.Verdict,
                    words.Because(verdict),
                    ViewOf(verdict.Path)
                )),
            ],
            [
                .. assessment.Circular.Select(circularReporting => new CircularReportingView(
                    ViewOf(circularReporting.Steps),
                    circularReporting.Grounded
                )),
            ],
            [
                .. assessment.Attestation.Select(attestation => new AttestationView(
                    SourceOf(attestation.Source),
                    IndependentView.Of(attestation.Independent),
                    ViewOf(attestation.Cut)
                )),
            ],
            assessment.Credibility is { } proposal
                ? new CredibilityView(
                    proposal.Proposed,
                    proposal.Rule,
                    proposal.RuleSet,
                    proposal.Profile,
                    words.Sentence(proposal),
                    decided?.Value,
                    decided?.By,
                    decided?.At
                )
                : null,
            assessment.Belief is { } belief
                ? new BeliefView(
                    belief.Believed,
                    belief.Disbelieved,
                    belief.Uncertain,
                    belief.Probability,
                    belief.EvidenceFor,
                    belief.EvidenceAgainst
                )
                : null,
            [.. assessment.WhatWouldChange.Select(change => words.Describe(change, assessment.Credibility?.Proposed))]
        );
    }

    private SideView ViewOf(EvidenceSide evidenceSide) =>
        new(
            evidenceSide.Claims,
            evidenceSide.Outlets,
            evidenceSide.Origins,
            IndependentView.Of(evidenceSide.Independent),
            evidenceSide.WithRecord,
            [.. evidenceSide.Established.Select(pair => new EstablishedView(pair.A, pair.B, pair.Finding))],
            ViewOf(evidenceSide.Cut),
            ViewOf(evidenceSide.Bottlenecks),
            [
                .. evidenceSide.Chains.Select(chain => new ChainView(
                    chain.Claim,
                    ViewOf(chain.Path),
                    chain.Counted,
                    chain.Reason,
                    ReviewsOf(chain)
                )),
            ]
        );

    private List<ReviewArgumentView> ReviewsOf(WeighedChain chain) =>
        chain.Counted
            ? []
            :
            [
                .. chain
                    .Path.Select(step => step.Claim)
                    .OfType<long>()
                    .Distinct()
                    .SelectMany(claim => reviews[claim])
                    .SelectMany(review =>
                        review
                            .Findings.Where(finding => finding.BreaksChain)
                            .Select(finding => new ReviewArgumentView(
                                review.Id,
                                review.ClaimId,
                                finding.Position,
                                finding.Finding,
                                Because(review, finding)
                            ))
                    ),
            ];

    private static string Because(ChainReview review, ChainFinding finding) =>
        Sentences.Noted(
            Sentences.Clause(
                "reviewFinding",
                AnswerLanguage.Current,
                ("review", review.Id),
                ("by", review.RecordedBy),
                ("position", finding.Position),
                ("claim", review.ClaimId),
                ("source", finding.Source.Name ?? Sentences.Clause("reviewFinding.unnamed", AnswerLanguage.Current)),
                ("finding", JsonNamingPolicy.CamelCase.ConvertName(finding.Finding.ToString()))
            ),
            finding.Note
        );

    private List<SourceRef> ViewOf(IReadOnlyList<long> ids) => [.. ids.Select(SourceOf)];

    private List<StepView> ViewOf(IReadOnlyList<Step> path) =>
        [
            .. path.Select(step => new StepView(
                step.Source is { } source ? SourceOf(source) : UnknownOutlet,
                step.Claim,
                step.Article,
                step.Article is { } article ? published[article] : null,
                step.Role,
                (Basis?)step.Basis
            )),
        ];

    // In a cut, the vertex that all unknown outlets share has no id.
    private SourceRef SourceOf(long id) => id == 0 ? UnknownOutlet : sources[id];

    private string NameOf(long id) =>
        SourceOf(id) switch
        {
            { Id: null } => Sentences.Clause("source.unknownOutlet", AnswerLanguage.Current),
            { Name: null } => Sentences.Clause("source.unnamed", AnswerLanguage.Current, ("id", id)),
            { Kind: SourceKind.Unnamed, Name: { } description } => Sentences.Clause(
                "source.described",
                AnswerLanguage.Current,
                ("name", description),
                ("id", id)
            ),
            { Name: { } name } => name,
        };

    private static RelationType TypeOf(ReportRelationKind kind) =>
        kind switch
        {
            ReportRelationKind.Restates => RelationType.Restates,
            ReportRelationKind.Corroborates => RelationType.Corroborates,
            _ => RelationType.Contradicts,
        };

    private static IEnumerable<WeighedChain> ChainsOf(ClaimAssessment assessment) =>
        assessment.Support.Chains.Concat(assessment.Opposition.Chains);

    private static IEnumerable<Step> StepsOf(ClaimAssessment assessment) =>
        ChainsOf(assessment)
            .SelectMany(chain => chain.Path)
            .Concat(assessment.Relations.SelectMany(verdict => verdict.Path))
            .Concat(assessment.Circular.SelectMany(circularReporting => circularReporting.Steps));

    private sealed record Decision(int? Value, string? By, DateTime? At);
}
