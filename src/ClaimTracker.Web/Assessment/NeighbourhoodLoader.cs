using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Credibility;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Dates;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Rules;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>
/// An index of only what the assessment of some claims rests on, read from the database as it stands in this very transaction, and if wished as if
/// later reports had never been published.
/// </summary>
internal static class NeighbourhoodLoader
{
    /// <summary>Far more than one statement is ever told; keeps one answer from reading the whole database.</summary>
    private const int MaxClaims = 100_000;

    private static readonly Cap ClaimsAround = new(MaxClaims, static () =>
        new DomainRuleException(
            "tooFar",
            "id",
            $"More than {MaxClaims} claims hang on this one, too many to weigh this way."
        )
    );

    /// <summary>Corroboration and contradiction are followed so far: to those that contradict, and to those that corroborate these.</summary>
    public const int Reach = 2;

    /// <param name="publishedTo">Only reports that were certainly or possibly public by then are weighed; one without a date is not known to have been.</param>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public static async Task<AssessmentIndex> LoadAsync(
        ClaimTrackerDb db,
        IReadOnlyCollection<long> claims,
        AssessmentSettings settings,
        PartialDate? publishedTo,
        CancellationToken cancellationToken
    )
    {
        var index = new AssessmentIndex(settings);
        var (reached, relations) = await FollowAsync(db, claims, Reach, RestsOn, cancellationToken);
        var ids = reached.ToList();
        var (reports, sources) = await AssessmentRows.ReportsAsync(
            db,
            db.Claims.Where(claim => ids.Contains(claim.Id)),
            cancellationToken,
            publishedTo
        );
        sources.ForEach(index.Put);
        foreach (var report in reports)
            index.Put(
                publishedTo is null || report.PublishedEarliest < publishedTo.Latest
                    ? report
                    : report with
                    {
                        Requested = true,
                        ArticleStands = false,
                    }
            );
        foreach (var relation in relations)
            index.Put(relation);
        var articles = reports.Select(report => report.Article).Distinct().ToList();
        var (derivations, suppliers) = await AssessmentRows.DerivationsAsync(
            db.Derivations.Where(derivation => articles.Contains(derivation.ArticleId)),
            cancellationToken
        );
        suppliers.ForEach(index.Put);
        foreach (var derivation in derivations)
            index.Put(derivation);
        var findings = await AssessmentRows.FindingsAsync(
            db.IndependenceFindings.Where(f => f.ClaimId == null || ids.Contains(f.ClaimId.Value)),
            cancellationToken
        );
        // Findings of one origin join over a third, which no chain need name.
        HashSet<long> named =
        [
            .. sources.Concat(suppliers).Select(source => source.Id),
            .. findings.SelectMany(finding => new[] { finding.A, finding.B }),
        ];
        await PutFamiliesAsync(db, index, named, cancellationToken);
        await PutLookAlikesAsync(db, index, named, cancellationToken);
        findings.ForEach(index.Put);
        await PutOutcomesAsync(db, index, named, cancellationToken);
        return index;
    }

    /// <summary>
    /// The claims whose support may change when the chains of some claims do: their propositions, what was made from any of these, and what these
    /// corroborate.
    /// </summary>
    /// <exception cref="DomainRuleException"><c>tooFar</c>.</exception>
    public static async Task<HashSet<long>> DependantsAsync(
        ClaimTrackerDb db,
        IReadOnlyCollection<long> claims,
        CancellationToken cancellationToken
    ) =>
        (
            await FollowAsync(
                db,
                claims,
                ChainsChange,
                (here, kind, forward) =>
                    kind switch
                    {
                        ReportRelationKind.Restates => here,
                        ReportRelationKind.Corroborates => here - ChainsChange,
                        ReportRelationKind.DerivedFrom when !forward && here == ChainsChange => here,
                        ReportRelationKind.ContradictsAttribution when forward && here == ChainsChange => here,
                        ReportRelationKind.Supersedes when forward && here == ChainsChange => here,
                        _ => -1,
                    },
                cancellationToken
            )
        ).Claims;

    private const int ChainsChange = 1;

    /// <summary>How much of the way is left beyond a relation; negative: it is not followed.</summary>
    public static int RestsOn(int here, ReportRelationKind kind, bool forward) =>
        kind switch
        {
            ReportRelationKind.Restates => here,
            ReportRelationKind.Corroborates or ReportRelationKind.Contradicts => here - 1,
            ReportRelationKind.DerivedFrom when forward => 0,
            ReportRelationKind.ContradictsAttribution or ReportRelationKind.Supersedes when !forward => 0,
            _ => -1,
        };

    // Those of the sources, and those of all that were merged into one of them, wherever these are named.
    private static async Task PutOutcomesAsync(
        ClaimTrackerDb db,
        AssessmentIndex index,
        HashSet<long> sources,
        CancellationToken cancellationToken
    )
    {
        var ids = sources.ToList();
        (
            await AssessmentRows.OutcomesAsync(
                db.SourceOutcomes.Where(outcome => ids.Contains(outcome.SourceId)),
                cancellationToken
            )
        ).ForEach(index.Put);
        var merged = (
            await db
                .Sources.Where(source => ids.Contains(source.CanonicalId!.Value) && !ids.Contains(source.Id))
                .Select(source => new { source.Id, Into = source.CanonicalId!.Value })
                .ToListAsync(cancellationToken)
        ).ToDictionary(source => source.Id, source => source.Into);
        if (merged.Count == 0)
            return;
        var elsewhere = merged.Keys.ToList();
        foreach (
            var entry in await AssessmentRows.OutcomesAsync(
                db.SourceOutcomes.Where(outcome => elsewhere.Contains(outcome.SourceId)),
                cancellationToken
            )
        )
            index.Put(entry with { Source = merged[entry.Source] });
    }

    // A claim is met again where it can be reached with more of the way left.
    private static async Task<(HashSet<long> Claims, List<ReportRelation> Relations)> FollowAsync(
        ClaimTrackerDb db,
        IReadOnlyCollection<long> claims,
        int reach,
        Func<int, ReportRelationKind, bool, int> beyond,
        CancellationToken cancellationToken
    )
    {
        var left = claims.Distinct().ToDictionary(claim => claim, _ => reach);
        var relations = new Dictionary<long, ReportRelation>();
        await BreadthFirst.ReachAsync(left.Select(claim => new Place(claim.Key, claim.Value)), StepsAsync, Cap.None);
        return (
            [.. left.Keys],
            [.. relations.Values.Where(r => left.ContainsKey(r.From) && left.ContainsKey(r.To)).OrderBy(r => r.Id)]
        );

        async Task<IEnumerable<Step<Place>>> StepsAsync(List<Place> edge)
        {
            var current = edge.Select(place => place.Claim).Distinct().ToList();
            var steps = new List<Step<Place>>();
            foreach (
                var relation in await AssessmentRows.RelationsAsync(
                    db.Relations.Where(r => current.Contains(r.FromId))
                        .Concat(db.Relations.Where(r => current.Contains(r.ToId))),
                    cancellationToken
                )
            )
            {
                relations[relation.Id] = relation;
                Take(relation.From, relation.To, relation.Kind, forward: true);
                Take(relation.To, relation.From, relation.Kind, forward: false);
            }

            left.Count.EnsureWithin(ClaimsAround);
            return steps;

            void Take(long near, long far, ReportRelationKind kind, bool forward)
            {
                if (!left.TryGetValue(near, out var here))
                    return;
                var there = beyond(here, kind, forward);
                if (there < 0 || (left.TryGetValue(far, out var known) && known >= there))
                    return;
                left[far] = there;
                steps.Add(new Step<Place> { Near = new Place(near, here), Far = new Place(far, there) });
            }
        }
    }

    /// <summary>A claim, and how much of the way is left from there.</summary>
    private readonly record struct Place(long Claim, int Left);

    // Whoever is merged with a source of a chain, and whoever commands one: a few queries for each level, and there are few levels.
    private static async Task PutFamiliesAsync(
        ClaimTrackerDb db,
        AssessmentIndex index,
        HashSet<long> sources,
        CancellationToken cancellationToken
    )
    {
        var walk = await BreadthFirst.ReachAsync(
            sources,
            async met =>
            {
                var (merges, ones) = await AssessmentRows.MergesAsync(
                    db.Sources.Where(source => met.Contains(source.Id))
                        .Union(db.Sources.Where(source => met.Contains(source.CanonicalId!.Value))),
                    cancellationToken
                );
                ones.ForEach(index.Put);
                merges.ForEach(merge => index.Merge(merge.Source, merge.Into));
                var (controls, both) = await AssessmentRows.ControlsAsync(
                    db.Affiliations.Where(affiliation => met.Contains(affiliation.SourceId)),
                    cancellationToken
                );
                both.ForEach(index.Put);
                controls.ForEach(index.Put);
                return merges
                    .SelectMany(merge =>
                        new[]
                        {
                            new Step<long> { Near = merge.Into, Far = merge.Source },
                            new Step<long> { Near = merge.Source, Far = merge.Into },
                        }
                    )
                    .Concat(
                        controls.Select(control => new Step<long> { Near = control.Source, Far = control.Controller })
                    );
            },
            Cap.None
        );
        sources.UnionWith(walk.Reached.Keys);
    }

    // Two sources look alike by their own names, whatever other sources there are: those that are met are compared among themselves.
    private static async Task PutLookAlikesAsync(
        ClaimTrackerDb db,
        AssessmentIndex index,
        HashSet<long> sources,
        CancellationToken cancellationToken
    )
    {
        var ids = sources.ToList();
        var names = new SourceNames();
        foreach (
            var source in await NamedSources.ReadAsync(
                db,
                db.Sources.Where(source => ids.Contains(source.Id)),
                cancellationToken
            )
        )
            names.Put(source, index);
        foreach (
            var (id, pair, stands) in await NamedSources.ReadAsync(
                db.Distinctions.Where(d => d.WithdrawnAt == null && ids.Contains(d.SourceId) && ids.Contains(d.FromId)),
                cancellationToken
            )
        )
            names.Put(id, pair, stands, index);
    }
}
