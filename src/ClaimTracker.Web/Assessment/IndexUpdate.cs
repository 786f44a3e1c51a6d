using ClaimTracker.Assessment;
using ClaimTracker.Assessment.Reliability;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Assessment;

/// <summary>The present state, as far as the weighing is concerned, of records that the audit trail says were changed.</summary>
internal sealed class IndexUpdate
{
    private readonly Dictionary<long, Report> reports = [];
    private readonly Dictionary<long, long[]> claimsOfArticles = [];
    private readonly Dictionary<long, long> claimsOfRetractions = [];
    private Dictionary<long, long> claimsOfReviews = [];
    private readonly List<WeighedSource> sources = [];
    private readonly Dictionary<long, ReportRelation> relations = [];
    private readonly Dictionary<long, ReportRelation> withdrawnRelations = [];
    private readonly Dictionary<long, Control> controls = [];
    private readonly Dictionary<long, Control> withdrawnControls = [];
    private readonly Dictionary<long, ArticleDerivation> derivations = [];
    private readonly Dictionary<long, ArticleDerivation> withdrawnDerivations = [];
    private readonly Dictionary<long, Finding> findings = [];
    private readonly Dictionary<long, Finding> withdrawnFindings = [];
    private readonly Dictionary<long, LedgerEntry> outcomes = [];
    private readonly Dictionary<long, LedgerEntry> withdrawnOutcomes = [];
    private List<long> changedSources = [];
    private List<(long Source, long Into)> merges = [];
    private readonly Dictionary<long, NamedSource> named = [];
    private readonly Dictionary<long, (NotSameAs Pair, bool Stands)> distinctions = [];
    private SourceNames names = null!;
    private bool sourcesArePut;

    /// <param name="names">The names that what is put changes too.</param>
    public static async Task<IndexUpdate> ReadAsync(
        ClaimTrackerDb db,
        IEnumerable<AuditSubject> subjects,
        SourceNames names,
        CancellationToken cancellationToken
    )
    {
        var rows = new IndexUpdate { names = names };
        var ids = subjects.Distinct().ToLookup(subject => subject.Type, subject => subject.Id);
        await rows.ReadRetractionsAsync(db, [.. ids["retraction"]], cancellationToken);
        var reviews = ids["chainReview"].ToList();
        if (reviews.Count > 0)
            rows.claimsOfReviews = await db
                .ChainReviews.Where(review => reviews.Contains(review.Id))
                .ToDictionaryAsync(review => review.Id, review => review.ClaimId, cancellationToken);
        await rows.ReadClaimsAsync(
            db,
            [.. ids["claim"], .. rows.claimsOfRetractions.Values, .. rows.claimsOfReviews.Values],
            [.. ids["article"]],
            cancellationToken
        );
        await rows.ReadRelationsAsync(db, [.. ids["relation"]], cancellationToken);
        await rows.ReadControlsAsync(db, [.. ids["affiliation"]], cancellationToken);
        await rows.ReadFindingsAsync(db, [.. ids["independence"]], cancellationToken);
        await rows.ReadDerivationsAsync(db, [.. ids["derivation"]], cancellationToken);
        await rows.ReadOutcomesAsync(db, [.. ids["outcome"]], cancellationToken);
        await rows.ReadSourcesAsync(db, [.. ids["source"]], cancellationToken);
        await rows.ReadNamesAsync(db, [.. ids["source"]], [.. ids["alias"]], cancellationToken);
        await rows.ReadDistinctionsAsync(db, [.. ids["distinction"]], cancellationToken);
        return rows;
    }

    /// <summary>Brings the index to the present state of one record. What is of no concern to the weighing is passed over.</summary>
    public void Put(AssessmentIndex index, AuditSubject subject)
    {
        if (!sourcesArePut)
            PutSources(index);
        sourcesArePut = true;
        var id = subject.Id;
        switch (subject.Type)
        {
            case "claim":
                PutClaim(index, id);
                break;
            case "article":
                foreach (var claim in claimsOfArticles.GetValueOrDefault(id, []))
                    PutClaim(index, claim);
                break;
            case "retraction" when claimsOfRetractions.TryGetValue(id, out var takenBack):
                PutClaim(index, takenBack);
                break;
            case "chainReview":
                PutClaim(index, claimsOfReviews[id]);
                break;
            case "relation":
                Replace(id, relations, withdrawnRelations, index.Remove, index.Put);
                break;
            case "distinction" when distinctions.TryGetValue(id, out var distinction):
                names.Put(id, distinction.Pair, distinction.Stands, index);
                break;
            case "affiliation":
                Replace(id, controls, withdrawnControls, index.Remove, index.Put);
                break;
            case "derivation":
                Replace(id, derivations, withdrawnDerivations, index.Remove, index.Put);
                break;
            case "independence":
                Replace(id, findings, withdrawnFindings, index.Remove, index.Put);
                break;
            case "outcome":
                Replace(id, outcomes, withdrawnOutcomes, index.Remove, index.Put);
                break;
        }
    }

    // All are parted before any are joined: two that changed places must not meet as a circle on the way.
    private void PutSources(AssessmentIndex index)
    {
        sources.ForEach(index.Put);
        changedSources.ForEach(index.Unmerge);
        foreach (var (source, into) in merges)
            index.Merge(source, into);
        foreach (var source in named.Values)
            names.Put(source, index);
    }

    private void PutClaim(AssessmentIndex index, long claim)
    {
        if (reports.TryGetValue(claim, out var report))
            index.Put(report);
        else
            index.Remove(claim);
    }

    // It may be in the index already: what was committed during the first reading comes again.
    private static void Replace<T>(
        long id,
        Dictionary<long, T> standing,
        Dictionary<long, T> withdrawn,
        Action<T> remove,
        Action<T> put
    )
    {
        if (withdrawn.TryGetValue(id, out var gone))
            remove(gone);
        if (!standing.TryGetValue(id, out var there))
            return;
        remove(there);
        put(there);
    }

    private async Task ReadClaimsAsync(
        ClaimTrackerDb db,
        List<long> claims,
        List<long> articles,
        CancellationToken cancellationToken
    )
    {
        if (articles.Count > 0)
            foreach (
                var article in await db
                    .Claims.Where(claim => articles.Contains(claim.ArticleId))
                    .GroupBy(claim => claim.ArticleId)
                    .Select(group => new { group.Key, Claims = group.Select(claim => claim.Id).ToArray() })
                    .ToListAsync(cancellationToken)
            )
                claimsOfArticles.Add(article.Key, article.Claims);
        var all = claims.Concat(claimsOfArticles.Values.SelectMany(ids => ids)).Distinct().ToList();
        if (all.Count == 0)
            return;
        var (read, theirSources) = await AssessmentRows.ReportsAsync(
            db,
            db.Claims.Where(claim => all.Contains(claim.Id)),
            cancellationToken
        );
        read.ForEach(report => reports.Add(report.Claim, report));
        sources.AddRange(theirSources);
    }

    // That of an article changes the article, which the trail names too.
    private async Task ReadRetractionsAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        foreach (
            var retraction in await db
                .Retractions.Where(retraction => ids.Contains(retraction.Id) && retraction.ClaimId != null)
                .Select(retraction => new { retraction.Id, Claim = retraction.ClaimId!.Value })
                .ToListAsync(cancellationToken)
        )
            claimsOfRetractions.Add(retraction.Id, retraction.Claim);
    }

    private async Task ReadRelationsAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        (
            await AssessmentRows.RelationsAsync(
                db.Relations.Where(relation => ids.Contains(relation.Id)),
                cancellationToken
            )
        ).ForEach(relation => relations.Add(relation.Id, relation));
        foreach (
            var gone in await db
                .Relations.AsNoTracking()
                .Where(relation => ids.Contains(relation.Id) && relation.WithdrawnAt != null)
                .ToListAsync(cancellationToken)
        )
            withdrawnRelations.Add(
                gone.Id,
                new ReportRelation(gone.Id, gone.FromId, gone.ToId, AssessmentRows.KindOf(gone.Type, gone.About))
            );
    }

    private async Task ReadControlsAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        var (standing, both) = await AssessmentRows.ControlsAsync(
            db.Affiliations.Where(affiliation => ids.Contains(affiliation.Id)),
            cancellationToken
        );
        standing.ForEach(control => controls.Add(control.Id, control));
        sources.AddRange(both);
        foreach (
            var gone in await db
                .Affiliations.AsNoTracking()
                .Where(affiliation => ids.Contains(affiliation.Id) && affiliation.WithdrawnAt != null)
                .ToListAsync(cancellationToken)
        )
            withdrawnControls.Add(
                gone.Id,
                new Control(gone.Id, gone.SourceId, gone.WithId, gone.FromEarliest, gone.ToLatest)
            );
    }

    private async Task ReadSourcesAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        sources.AddRange(
            await AssessmentRows.SourcesAsync(db.Sources.Where(source => ids.Contains(source.Id)), cancellationToken)
        );
        (merges, var both) = await AssessmentRows.MergesAsync(
            db.Sources.Where(source => ids.Contains(source.Id)),
            cancellationToken
        );
        sources.AddRange(both);
        changedSources = ids;
    }

    // What was proposed since stands in no entry of its own.
    private async Task ReadNamesAsync(
        ClaimTrackerDb db,
        List<long> ids,
        List<long> aliases,
        CancellationToken cancellationToken
    )
    {
        var newest = names.Newest;
        var changed = db.Sources.Where(source => source.Id > newest);
        if (ids.Count > 0)
            changed = changed.Union(db.Sources.Where(source => ids.Contains(source.Id)));
        if (aliases.Count > 0)
            changed = changed.Union(
                db.Aliases.Where(alias => aliases.Contains(alias.Id)).Select(alias => alias.Source)
            );
        foreach (var source in await NamedSources.ReadAsync(db, changed, cancellationToken))
            named[source.Id] = source;
    }

    private async Task ReadDistinctionsAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        foreach (
            var (id, pair, stands) in await NamedSources.ReadAsync(
                db.Distinctions.Where(distinction => ids.Contains(distinction.Id)),
                cancellationToken
            )
        )
            distinctions.Add(id, (pair, stands));
    }

    private async Task ReadDerivationsAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        var (standing, suppliers) = await AssessmentRows.DerivationsAsync(
            db.Derivations.Where(derivation => ids.Contains(derivation.Id)),
            cancellationToken
        );
        standing.ForEach(derivation => derivations.Add(derivation.Id, derivation));
        sources.AddRange(suppliers);
        foreach (
            var gone in await db
                .Derivations.AsNoTracking()
                .Where(derivation => ids.Contains(derivation.Id) && derivation.WithdrawnAt != null)
                .ToListAsync(cancellationToken)
        )
            withdrawnDerivations.Add(
                gone.Id,
                new ArticleDerivation(gone.Id, gone.ArticleId, gone.FromArticleId, gone.FromSourceId)
            );
    }

    private async Task ReadFindingsAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        (
            await AssessmentRows.FindingsAsync(
                db.IndependenceFindings.Where(finding => ids.Contains(finding.Id)),
                cancellationToken
            )
        ).ForEach(finding => findings.Add(finding.Id, finding));
        foreach (
            var gone in await db
                .IndependenceFindings.AsNoTracking()
                .Where(finding => ids.Contains(finding.Id) && finding.WithdrawnAt != null)
                .ToListAsync(cancellationToken)
        )
            withdrawnFindings.Add(gone.Id, new Finding(gone.Id, gone.AId, gone.BId, gone.Value, gone.ClaimId));
    }

    private async Task ReadOutcomesAsync(ClaimTrackerDb db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        foreach (
            var outcome in await db
                .SourceOutcomes.AsNoTracking()
                .Where(outcome => ids.Contains(outcome.Id))
                .ToListAsync(cancellationToken)
        )
            (outcome.IsWithdrawn ? withdrawnOutcomes : outcomes).Add(outcome.Id, AssessmentRows.EntryOf(outcome));
    }
}
