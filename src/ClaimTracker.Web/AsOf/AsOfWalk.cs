using System.Globalization;
using System.Text.Json;
using ClaimTracker.Assessment.Rows;
using ClaimTracker.Domain;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;

namespace ClaimTracker.Web.AsOf;

/// <summary>The way from the roots of a question over the relations of then: as far as the answer shows, and from each claim shown as far as its weight rests on.</summary>
internal sealed class AsOfWalk(AsOfTables tables, AsOfRecords records)
{
    private readonly Dictionary<long, Standing> claims = [];
    private readonly Dictionary<long, List<AsOfRecord>> relations = [];

    public async Task WalkAsync(AsOfScope roots)
    {
        var edge = await BeginAsync(roots);
        while (edge.Count > 0)
        {
            if (claims.Count > AsOfReader.MaxClaims)
                throw AsOfReader.TooFar();
            await records.NameAsync(tables.Of<Claim>(), edge);
            await ReadRelationsAsync(edge);
            edge = Next(edge, roots.IsWeighed);
        }
    }

    /// <summary>Reads the articles and sources of the question, and takes its claims, with those one hop away, as the first to go on from.</summary>
    private async Task<HashSet<long>> BeginAsync(AsOfScope roots)
    {
        var (articles, edge) = (roots.Articles.ToHashSet(), roots.Claims.ToHashSet());
        if (roots.Tag is { } tag)
        {
            articles.UnionWith(await TaggedAsync<Article, ArticleTag>(nameof(ArticleTag.Tag), tag));
            edge.UnionWith(await TaggedAsync<Claim, ClaimTag>(nameof(ClaimTag.Tag), tag));
        }

        foreach (var claim in edge)
            claims.Add(claim, new Standing(roots.Depth, NeighbourhoodLoader.Reach));
        await records.NameAsync(tables.Of<Article>(), articles);
        await records.NameAsync(tables.Of<Source>(), roots.Sources);
        if (roots.Depth > 0)
            foreach (var claim in await OneHopAwayAsync(articles, roots.Sources))
                if (claims.TryAdd(claim, new Standing(roots.Depth - 1, NeighbourhoodLoader.Reach)))
                    edge.Add(claim);
        return edge;
    }

    private Task<HashSet<long>> TaggedAsync<T, TTag>(string column, string tag)
        where T : Record
    {
        var json = JsonSerializer.Serialize(tag, StoredJson.Options);
        return records.FindAsync<T>(tables.Of<TTag>(), column, json, $"{{\"tag\":{json}}}");
    }

    /// <summary>The claims of articles and of sources.</summary>
    private async Task<HashSet<long>> OneHopAwayAsync(HashSet<long> articles, IReadOnlyList<long> sources)
    {
        var table = tables.Of<Claim>();
        var found = (await records.LoadAsync(table, table.IndexOf(nameof(Claim.ArticleId)), articles))
            .Select(claim => claim.Id)
            .ToHashSet();
        foreach (var source in sources)
            found.UnionWith(
                await records.FindAsync<Claim>(
                    tables.Of<AttributionLink>(),
                    nameof(AttributionLink.SourceId),
                    source.ToString(CultureInfo.InvariantCulture),
                    $"\"sourceId\":{source}"
                )
            );
        return found;
    }

    /// <summary>The claims that are reached from these for the first time, or with more of the way left.</summary>
    private HashSet<long> Next(HashSet<long> edge, bool isWeighed)
    {
        var next = new HashSet<long>();
        foreach (var claim in edge)
        foreach (var relation in relations[claim])
        {
            var (far, there) = FarEnd(claim, relation, isWeighed);
            var before = claims.GetValueOrDefault(far, Standing.Nowhere);
            var now = before.Or(there);
            if (now == before)
                continue;
            claims[far] = now;
            next.Add(far);
        }

        return next;
    }

    /// <summary>Where a relation leads to from one of its claims, and how far one may go on from there.</summary>
    private (long Far, Standing There) FarEnd(long near, AsOfRecord relation, bool isWeighed)
    {
        var (from, to) = (
            relation.Number(nameof(Relation.FromId))!.Value,
            relation.Number(nameof(Relation.ToId))!.Value
        );
        var (far, forward) = from == near ? (to, true) : (from, false);
        var status = (RelationStatus)relation.Number(nameof(Relation.Status))!.Value;
        var kind = AssessmentRows.KindOf(
            (RelationType)relation.Number(nameof(Relation.Type))!.Value,
            (ContradictionSubject?)relation.Number(nameof(Relation.About))
        );
        var here = claims[near];
        var hops = status == RelationStatus.Withdrawn ? -1 : here.Hops - 1;
        var isFollowed =
            status == RelationStatus.Standing && here.Reach >= 0 && (isWeighed || kind == ReportRelationKind.Restates);
        var reach = isFollowed ? NeighbourhoodLoader.RestsOn(here.Reach, kind, forward) : -1;
        return (far, new Standing(hops, hops >= 0 ? NeighbourhoodLoader.Reach : reach));
    }

    private async Task ReadRelationsAsync(HashSet<long> edge)
    {
        var wanted = edge.Where(claim => relations.TryAdd(claim, [])).ToHashSet();
        if (wanted.Count == 0)
            return;
        var table = tables.Of<Relation>();
        foreach (var end in (string[])[nameof(Relation.FromId), nameof(Relation.ToId)])
        foreach (var relation in await records.LoadAsync(table, table.IndexOf(end), wanted))
            relations[relation.Number(end)!.Value].Add(relation);
    }

    /// <summary>How far one may go on from a claim: hops that the answer shows, and the way that weights rest on. Negative: not at all.</summary>
    private readonly record struct Standing(int Hops, int Reach)
    {
        public static readonly Standing Nowhere = new(-1, -1);

        public Standing Or(Standing other) => new(Math.Max(Hops, other.Hops), Math.Max(Reach, other.Reach));
    }
}
