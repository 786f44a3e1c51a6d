using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Articles;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Sources;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Sources;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>
/// Where an outlet has its claims from: over its accepted claims in standing articles, those of the sources merged into it included. Told from the
/// attribution chains alone; a source that published nothing has a profile of zeros.
/// </summary>
[Requires(Role.Reader)]
public sealed record GetProfile(long Id) : IQuery<SourceProfile>;

/// <summary>How an outlet comes by its claims.</summary>
/// <param name="Articles">Standing articles with an accepted claim.</param>
/// <param name="Claims">Accepted claims in them.</param>
/// <param name="WireDependent">Of the claims: those that came through another outlet.</param>
/// <param name="Unnamed">Of the claims: those whose origin is an unnamed source.</param>
/// <param name="Unattributed">Of the claims: those told in the outlet's own voice, with no source named.</param>
/// <param name="SingleOrigin">Of the articles that attribute anything: those in which all attributed claims go back to one origin.</param>
/// <param name="LaterContradicted">Of the claims: those that an accepted claim in a later published article contradicts.</param>
public sealed record SourceProfile(
    SourceRef Source,
    int Articles,
    int Claims,
    Share WireDependent,
    Share Unnamed,
    Share Unattributed,
    Share SingleOrigin,
    Share LaterContradicted
);

/// <summary>So many of so many.</summary>
/// <param name="Value">0 to 1; null when there is nothing to share.</param>
public sealed record Share(int Count, int Of, double? Value)
{
    internal static Share Part(int count, int of) => new(count, of, of == 0 ? null : Math.Round((double)count / of, 4));
}

internal sealed class GetProfileHandler(ClaimTrackerDb db) : IRequestHandler<GetProfile, SourceProfile>
{
    public async Task<SourceProfile> Handle(GetProfile query, CancellationToken cancellationToken)
    {
        var source = await db
            .Sources.Where(s => s.Id == query.Id)
            .Select(s => new SourceRef(s.Id, s.Name, s.Kind))
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException("source", query.Id);
        var outlets = await db.WithMergedAsync(query.Id, cancellationToken);
        var claims =
            from article in db.Articles.ThatCount()
            where outlets.Contains(article.OutletId!.Value)
            join claim in db.Claims on article.Id equals claim.ArticleId
            where claim.Status == ClaimStatus.Accepted
            select claim;

        var all = await claims.CountAsync(cancellationToken);
        var articles = await claims.Select(claim => claim.ArticleId).Distinct().CountAsync(cancellationToken);
        var wire = await claims.CountAsync(
            claim => claim.Attribution.Any(link => link.Position > 0 && link.Source!.Kind == SourceKind.Outlet),
            cancellationToken
        );
        var unnamed = await claims.CountAsync(claim => claim.Origin!.Kind == SourceKind.Unnamed, cancellationToken);
        var unattributed = await claims.CountAsync(
            claim => !claim.Attribution.Any(link => link.Position > 0),
            cancellationToken
        );
        var origins = await claims
            .Where(claim => claim.Attribution.Any(link => link.Position > 0))
            .Select(claim => new { claim.ArticleId, Origin = claim.Origin!.CanonicalId ?? claim.OriginId })
            .Distinct()
            .GroupBy(origin => origin.ArticleId)
            .Select(article => article.Count())
            .ToListAsync(cancellationToken);
        var contradicted = await claims.CountAsync(
            claim =>
                Contradictions.Any(r =>
                    r.FromId == claim.Id
                    && r.To.Status == ClaimStatus.Accepted
                    && r.To.Article.PublishedEarliest > claim.Article.PublishedEarliest
                )
                || Contradictions.Any(r =>
                    r.ToId == claim.Id
                    && r.From.Status == ClaimStatus.Accepted
                    && r.From.Article.PublishedEarliest > claim.Article.PublishedEarliest
                ),
            cancellationToken
        );

        return new SourceProfile(
            source,
            articles,
            all,
            Share.Part(wire, all),
            Share.Part(unnamed, all),
            Share.Part(unattributed, all),
            Share.Part(origins.Count(count => count == 1), origins.Count),
            Share.Part(contradicted, all)
        );
    }

    private IQueryable<Relation> Contradictions =>
        db.Relations.Where(relation =>
            relation.Type == RelationType.Contradicts
            && relation.Status == RelationStatus.Standing
            && relation.About == ContradictionSubject.Content
        );
}
