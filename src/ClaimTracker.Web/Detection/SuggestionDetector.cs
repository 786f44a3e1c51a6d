using ClaimTracker.Domain;
using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Matching;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Suggestions;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Audit;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Detection;

/// <summary>
/// Looks, shortly after each commit, at what was changed, and suggests what it notices: merges of look-alike sources, relations of claims that say the same
/// or stand in the wrong relation, copies of articles. It looks things up outside the write lock, each by an index, and writes them in a transaction of its
/// own, each only where nothing of the kind was ever suggested: several instances may run it.
/// </summary>
internal sealed class SuggestionDetector(
    LiveAssessmentIndex liveAssessmentIndex,
    SimilarClaims similar,
    WriteTransaction writeTransaction
)
{
    /// <summary>The use case under which these changes stand in the audit trail.</summary>
    public const string UseCase = "NoticeLikeness";

    private const int Portion = 200;
    private const int MostCandidates = 10;
    private const int MostOfOneBand = 20;
    private const int MostOfOneKind = 3;
    private const int MostTimed = 500;

    private readonly TrailSubscription trail = new(Portion);
    private bool isStarted;

    /// <summary>Looks at everything that was committed since the last call.</summary>
    public async Task LookAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
    {
        if (!isStarted)
            trail.StartAfter(
                await db.Set<DetectionProgress>().Select(mark => mark.Position).SingleOrDefaultAsync(cancellationToken)
            );
        isStarted = true;
        await trail.FollowAsync(
            db,
            long.MaxValue,
            entries => LookAsync(db, entries, cancellationToken),
            cancellationToken
        );
    }

    private async Task LookAsync(
        ClaimTrackerDb db,
        IReadOnlyList<TrailEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var ids = entries
            .Select(entry => entry.Subject)
            .Distinct()
            .ToLookup(subject => subject.Type, subject => subject.Id);
        var noticed = new Noticed();
        await LookAtSourcesAsync(db, noticed, [.. ids["source"]], [.. ids["alias"]], cancellationToken);
        await LookAtRelationsAsync(db, noticed, [.. ids["relation"]], cancellationToken);
        await LookAtArticlesAsync(db, noticed, [.. ids["article"]], cancellationToken);
        await LookAtClaimsAsync(db, noticed, [.. ids["claim"]], cancellationToken);
        noticed.Settled.AddRange(
            await SettledAsync(db, [.. ids["relation"]], [.. ids["source"]], [.. ids["derivation"]], cancellationToken)
        );
        if (noticed.IsSomething || entries.Count == Portion)
            await WriteAsync(db, noticed, entries[^1].Position, cancellationToken);
    }

    private async Task LookAtSourcesAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        List<long> sources,
        List<long> aliases,
        CancellationToken cancellationToken
    )
    {
        if (aliases.Count > 0)
            sources.AddRange(
                await db
                    .Aliases.Where(alias => aliases.Contains(alias.Id))
                    .Select(alias => alias.SourceId)
                    .ToListAsync(cancellationToken)
            );
        if (sources.Count == 0)
            return;
        var pairs = await liveAssessmentIndex.ReadNamesAsync(
            db,
            names =>
                sources
                    .Distinct()
                    .SelectMany(source =>
                        names.UndecidedOf(source).Select(alike => (Source: names.Canonical(source), Alike: alike))
                    )
                    .ToList(),
            cancellationToken
        );
        foreach (var (source, alike) in pairs)
        {
            // The fuller name stays; of equals the source that was there first.
            var (own, other) = (
                (Length: alike.Own.Name.Length, Id: source),
                (Length: alike.Other.Name.Length, Id: alike.Source)
            );
            var isOther = other.Length != own.Length ? other.Length > own.Length : other.Id < own.Id;
            var (from, into) = isOther ? (own.Id, other.Id) : (other.Id, own.Id);
            noticed.Add(Suggestion.ConcerningMerge(from, into), auditStamp =>
                Suggestion.Merge(
                    from,
                    into,
                    alike.Likeness.Score,
                    alike.Likeness.Matched,
                    $"\"{alike.Own.Name}\" and \"{alike.Other.Name}\": {alike.Likeness.Why}.",
                    auditStamp
                )
            );
        }
    }

    private static async Task LookAtRelationsAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        List<long> relations,
        CancellationToken cancellationToken
    )
    {
        if (relations.Count == 0)
            return;
        var rows = await db
            .Relations.AsNoTracking()
            .Where(r =>
                relations.Contains(r.Id)
                && r.Status == RelationStatus.Standing
                && r.Type <= RelationType.Restates
                && r.About != ContradictionSubject.Attribution
            )
            .Where(r => (r.From.Modality == Modality.Negated) != (r.To.Modality == Modality.Negated))
            .Select(r => new
            {
                r.Id,
                r.FromId,
                r.ToId,
                r.Type,
                DeniedFrom = r.From.Modality == Modality.Negated,
                Other = r.From.Modality == Modality.Negated ? r.To.StatementKey : r.From.StatementKey,
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var (denied, other) = row.DeniedFrom ? (row.FromId, row.ToId) : (row.ToId, row.FromId);
            // A denial stands against what says that it is so, and with what says, in its own words, that it is not.
            var bothDeny = ClaimSimilarityIndex.IsDenial(row.Other);
            if (bothDeny != (row.Type == RelationType.Contradicts))
                continue;
            var words = row.Type switch
            {
                RelationType.Contradicts => "contradicts",
                RelationType.Restates => "restates",
                _ => "corroborates",
            };
            noticed.Add($"o{row.Id}", auditStamp =>
                Suggestion.Oppose(
                    row.Id,
                    row.FromId,
                    row.ToId,
                    bothDeny ? RelationType.Corroborates : RelationType.Contradicts,
                    $"Claim {denied} is a denial: it stands for the opposite of its content"
                        + (bothDeny ? $", and claim {other} says in its own words that something is not so" : "")
                        + $". If relation {row.Id} ({words}) was made by the contents, and not by what the two origins hold, its opposite is meant.",
                    auditStamp
                )
            );
        }
    }

    private static async Task LookAtArticlesAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        List<long> articles,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in articles.Order())
        {
            var article = await TextsOf(db.Articles.ThatCount().Where(a => a.Id == id))
                .FirstOrDefaultAsync(cancellationToken);
            if (
                article is null
                || await db.Set<ArticleBand>()
                    .AnyAsync(
                        band => band.ArticleId == id && band.TextVersion == article.TextVersion,
                        cancellationToken
                    )
            )
                continue;
            var keys = CopyDetector.Bands(article.Text).Distinct().ToList();
            var near = new Dictionary<long, int>();
            foreach (var key in keys)
            foreach (
                var other in (
                    await db.Set<ArticleBand>()
                        .Where(band => band.Key == key && band.ArticleId != id)
                        .OrderByDescending(band => band.ArticleId)
                        .Take(MostOfOneBand)
                        .Select(band => band.ArticleId)
                        .ToListAsync(cancellationToken)
                ).Concat(noticed.BearersOf(key))
            )
                near[other] = near.GetValueOrDefault(other) + 1;
            noticed.AddBands(id, article.TextVersion, keys);
            if (near.Count > 0)
                await CompareAsync(
                    db,
                    noticed,
                    article,
                    [
                        .. near.OrderByDescending(one => one.Value)
                            .ThenBy(one => one.Key)
                            .Take(MostCandidates)
                            .Select(one => one.Key),
                    ],
                    cancellationToken
                );
        }
    }

    private static async Task CompareAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        TextOfArticle article,
        List<long> candidates,
        CancellationToken cancellationToken
    )
    {
        var others = await TextsOf(db.Articles.ThatCount().Where(a => candidates.Contains(a.Id)))
            .ToListAsync(cancellationToken);
        var alike = others
            .Where(other => article.Outlet is null || other.Outlet != article.Outlet)
            .Select(other => (Other: other, Share: CopyDetector.Containment(article.Text, other.Text)))
            .Where(pair => pair.Share >= CopyDetector.Suspected)
            .OrderByDescending(pair => pair.Share)
            .ThenBy(pair => pair.Other.Published ?? DateTime.MaxValue)
            .ThenBy(pair => pair.Other.Id)
            .Take(MostOfOneKind);
        foreach (var (other, share) in alike)
        {
            var (copy, from) = IsEarlier(other, article) ? (article, other) : (other, article);
            var why =
                $"{share:P0} of the runs of five words of the shorter text stand in both{(share >= CopyDetector.Strong ? ", so many that they can hardly be of two hands" : "")}; article {from.Id} is the earlier, and article {copy.Id} credits nobody for it.";
            noticed.AddCopy(copy.Id, from.Id, Math.Round(share, 2), why);
        }

        static bool IsEarlier(TextOfArticle one, TextOfArticle other) =>
            one.Published is { } a && other.Published is { } b && a != b ? a < b : one.Id < other.Id;
    }

    private async Task LookAtClaimsAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        List<long> claims,
        CancellationToken cancellationToken
    )
    {
        if (claims.Count == 0)
            return;
        var accepted = await SimilarClaims.ReadAsync(
            db.Claims.Where(claim => claims.Contains(claim.Id) && claim.Status == ClaimStatus.Accepted),
            cancellationToken
        );
        foreach (var claim in accepted)
        {
            var alike = (
                await similar.ReadAsync(db, index => index.Find(claim, acceptedOnly: true, most: 50), cancellationToken)
            )
                .Where(other => other.Relation is not null && other.Matched.Count >= ClaimSimilarityIndex.FewestWords)
                .ToList();
            if (alike.Count > 0)
                await RelateAsync(db, noticed, claim.Claim, alike, cancellationToken);
        }

        await LookAtTimesAsync(db, noticed, accepted.ConvertAll(claim => claim.Claim), cancellationToken);
    }

    // One for each statement that is told in other words, however often it is told.
    private async Task RelateAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        long claim,
        List<ClaimSimilarity> alike,
        CancellationToken cancellationToken
    )
    {
        var others = alike.ConvertAll(other => other.Claim);
        var related = await db
            .Relations.Where(r => r.WithdrawnAt == null && r.FromId == claim && others.Contains(r.ToId))
            .Select(r => r.ToId)
            .Union(
                db.Relations.Where(r => r.WithdrawnAt == null && r.ToId == claim && others.Contains(r.FromId))
                    .Select(r => r.FromId)
            )
            .ToListAsync(cancellationToken);
        var chosen = await liveAssessmentIndex.ReadAsync(
            db,
            index =>
            {
                var taken = new List<long>(related);
                var best = new List<ClaimSimilarity>();
                foreach (
                    var other in alike.Where(other =>
                        best.Count < MostOfOneKind
                        && !index.AreOne(claim, other.Claim)
                        && !taken.Exists(one => one == other.Claim || index.AreOne(one, other.Claim))
                    )
                )
                {
                    taken.Add(other.Claim);
                    best.Add(other);
                }

                return best;
            },
            cancellationToken
        );
        foreach (var other in chosen)
            noticed.Add($"r{Math.Min(claim, other.Claim)}-{Math.Max(claim, other.Claim)}", auditStamp =>
                Suggestion.Relate(
                    claim,
                    other.Claim,
                    other.Relation!.Value,
                    other.Score,
                    other.Matched,
                    other.Why,
                    auditStamp
                )
            );
    }

    private async Task LookAtTimesAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        List<long> claims,
        CancellationToken cancellationToken
    )
    {
        var outlets = new HashSet<long>();
        foreach (var claim in claims)
        {
            var outlet = await db
                .AttributionLinks.Where(link => link.ClaimId == claim && link.Position == 0)
                .Select(link => link.SourceId)
                .FirstOrDefaultAsync(cancellationToken);
            if (outlet is not { } by || !outlets.Add(by))
                continue;
            var timed = await liveAssessmentIndex.ReadAsync(
                db,
                index => index.TimedReportsAround(claim, MostTimed),
                cancellationToken
            );
            foreach (var found in CopyDetector.FindFollowers(timed))
            foreach (var (copy, from) in CopyDetector.FollowedBy(timed, found.Follower, found.Leader))
                noticed.AddCopy(
                    copy,
                    from,
                    null,
                    $"The outlet of article {copy} (source {found.Follower}) reported {found.Times} statements within six hours after that of article {from} (source {found.Leader}), naming no origin of its own; this is one of them."
                );
        }
    }

    /// <summary>The open suggestions of which somebody recorded by hand what they suggest.</summary>
    private static async Task<List<Settlement>> SettledAsync(
        ClaimTrackerDb db,
        List<long> relations,
        List<long> sources,
        List<long> derivations,
        CancellationToken cancellationToken
    )
    {
        var open = db.Suggestions.Where(s => s.Status == SuggestionStatus.Proposed);
        var settled = new List<Settlement>();
        if (relations.Count > 0)
            settled.AddRange(
                await (
                    from r in db.Relations
                    where
                        relations.Contains(r.Id)
                        && r.Status == RelationStatus.Standing
                        && r.Type <= RelationType.Restates
                    from s in open
                    where
                        s.Kind == SuggestionKind.Relation
                        && s.InPlaceOfId == null
                        && (
                            (r.FromId == s.FromClaimId && r.ToId == s.ToClaimId)
                            || (r.FromId == s.ToClaimId && r.ToId == s.FromClaimId)
                        )
                    select new Settlement { Id = s.Id, Relation = r.Id }
                ).ToListAsync(cancellationToken)
            );
        if (sources.Count > 0)
            settled.AddRange(
                await open.Where(s =>
                        s.Kind == SuggestionKind.Merge
                        && (s.Source!.CanonicalId ?? s.SourceId) == (s.Into!.CanonicalId ?? s.IntoId)
                    )
                    .Select(s => new Settlement { Id = s.Id })
                    .ToListAsync(cancellationToken)
            );
        if (derivations.Count > 0)
            settled.AddRange(
                await (
                    from d in db.Derivations
                    where derivations.Contains(d.Id) && d.WithdrawnAt == null
                    from s in open
                    where
                        s.Kind == SuggestionKind.Copy
                        && d.ArticleId == s.ArticleId
                        && d.FromArticleId == s.FromArticleId
                    select new Settlement { Id = s.Id, Derivation = d.Id }
                ).ToListAsync(cancellationToken)
            );
        return settled;
    }

    private Task<int> WriteAsync(
        ClaimTrackerDb db,
        Noticed noticed,
        long position,
        CancellationToken cancellationToken
    ) =>
        writeTransaction.RunAsync(
            db,
            new WriteAct(UseCase, Caller.System.Name),
            async () =>
            {
                await noticed.AddToAsync(db, cancellationToken);
                var mark = await db.Set<DetectionProgress>().SingleOrDefaultAsync(cancellationToken)
                    ?? db.Add(new DetectionProgress()).Entity;
                mark.Position = Math.Max(mark.Position, position);
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken
        );

    private static IQueryable<TextOfArticle> TextsOf(IQueryable<Article> articles) =>
        articles.Select(article => new TextOfArticle
        {
            Id = article.Id,
            Outlet = article.Outlet!.CanonicalId ?? article.OutletId,
            Published = article.PublishedEarliest,
            TextVersion = article.TextVersion,
            Text = article.Texts.Where(text => text.Number == article.TextVersion).Select(text => text.Text).First(),
        });

    private sealed class TextOfArticle
    {
        public required long Id { get; init; }

        public required long? Outlet { get; init; }

        public required DateTime? Published { get; init; }

        public required int TextVersion { get; init; }

        public required string Text { get; init; }
    }

    /// <summary>What was recorded by hand in place of accepting a suggestion; of a merge nothing but that it was made.</summary>
    private sealed class Settlement
    {
        public required long Id { get; init; }

        public long? Relation { get; init; }

        public long? Derivation { get; init; }
    }

    /// <summary>What was noticed in one portion of the trail.</summary>
    private sealed class Noticed
    {
        private readonly Dictionary<string, Func<AuditStamp, Suggestion>> suggestions = [];
        private readonly Dictionary<string, (long Article, long From)> copies = [];
        private readonly Dictionary<long, List<long>> bearers = [];

        public List<ArticleBand> Bands { get; } = [];

        public List<Settlement> Settled { get; } = [];

        public bool IsSomething => suggestions.Count > 0 || Bands.Count > 0 || Settled.Count > 0;

        public List<long> BearersOf(long key) => bearers.GetValueOrDefault(key, []);

        public void AddBands(long article, int textVersion, IEnumerable<long> keys)
        {
            foreach (var key in keys)
            {
                Bands.Add(new ArticleBand(key, article, textVersion));
                if (!bearers.TryGetValue(key, out var articles))
                    bearers.Add(key, articles = []);
                articles.Add(article);
            }
        }

        public void Add(string concerns, Func<AuditStamp, Suggestion> suggestion) =>
            suggestions.TryAdd(concerns, suggestion);

        public void AddCopy(long article, long from, double? score, string why)
        {
            var concerns = Suggestion.ConcerningCopy(article, from);
            if (suggestions.TryAdd(concerns, auditStamp => Suggestion.Copy(article, from, score, why, auditStamp)))
                copies.Add(concerns, (article, from));
        }

        public async Task AddToAsync(ClaimTrackerDb db, CancellationToken cancellationToken)
        {
            var concerns = suggestions.Keys.ToList();
            var known = (
                await db
                    .Suggestions.Where(s => concerns.Contains(s.DeduplicationKey!))
                    .Select(s => s.DeduplicationKey!)
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
            foreach (var (key, (article, from)) in copies)
                if (await IsSaidAsync(db, article, from, cancellationToken))
                    known.Add(key);
            db.Suggestions.AddRange(
                suggestions.Where(one => !known.Contains(one.Key)).Select(one => one.Value(db.Stamp))
            );

            foreach (var settled in Settled)
            {
                if (
                    await db.Suggestions.FirstOrDefaultAsync(
                        s => s.Id == settled.Id && s.Status == SuggestionStatus.Proposed,
                        cancellationToken
                    )
                    is not { } suggestion
                )
                    continue;
                const string ByHand = "It was recorded by hand.";
                if (settled.Relation is { } relation)
                    suggestion.Accept((await db.Relations.FindAsync([relation], cancellationToken))!, ByHand, db.Stamp);
                else if (settled.Derivation is { } derivation)
                    suggestion.Accept(
                        (await db.Derivations.FindAsync([derivation], cancellationToken))!,
                        ByHand,
                        db.Stamp
                    );
                else
                    suggestion.AcceptMerge(ByHand, db.Stamp);
            }

            var articles = Bands.Select(band => band.ArticleId).Distinct().ToList();
            await db.Set<ArticleBand>()
                .Where(band => articles.Contains(band.ArticleId))
                .ExecuteDeleteAsync(cancellationToken);
            db.AddRange(Bands);
        }

        // That one of the two was made from the other, by hand, by a credit line, or suggested the other way round.
        private static async Task<bool> IsSaidAsync(
            ClaimTrackerDb db,
            long a,
            long b,
            CancellationToken cancellationToken
        )
        {
            var reverse = Suggestion.ConcerningCopy(b, a);
            return await db.Suggestions.AnyAsync(
                    s =>
                        s.DeduplicationKey == reverse
                        || (s.ArticleId == a && s.FromArticleId == b)
                        || (s.ArticleId == b && s.FromArticleId == a),
                    cancellationToken
                )
                || await db.Derivations.AnyAsync(
                    d =>
                        d.WithdrawnAt == null
                        && ((d.ArticleId == a && d.FromArticleId == b) || (d.ArticleId == b && d.FromArticleId == a)),
                    cancellationToken
                );
        }
    }
}
