using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Claims;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Domain.Texts;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Rules;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Views.Review;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ClaimTracker.Web.Features.ChainReviews;

/// <summary>
/// The chain of a claim laid open for a reviewer: each link with its mention and cue as they stand in the text, and, where the report it was had from is
/// stored, that report beside this one: the words kept, removed and added, and what became of stance, modality, basis and sources on the way.
/// </summary>
[Requires(Role.Reader)]
public sealed record GetClaimChain(long Id) : IQuery<ClaimChainView>;

internal sealed class GetClaimChainHandler(ClaimTrackerDb db) : IRequestHandler<GetClaimChain, ClaimChainView>
{
    /// <summary>Code points shown on each side of a span.</summary>
    private const int Context = 200;

    /// <summary>So many earlier reports are shown at most.</summary>
    private const int MaxUpstream = 20;

    /// <summary>Restatements are followed until so many claims are met.</summary>
    private static readonly Cap Restatements = new(500);

    public async Task<ClaimChainView> Handle(GetClaimChain query, CancellationToken cancellationToken)
    {
        var here = await ClaimViews.ReadAsync(db, query.Id, cancellationToken);
        var text = new CodePointIndex(
            await db
                .ArticleTexts.Where(version =>
                    version.ArticleId == here.Article.Id && version.Number == here.Anchor.TextVersion
                )
                .Select(version => version.Text)
                .SingleAsync(cancellationToken)
        );
        var upstream = await UpstreamAsync(here, cancellationToken);
        var newest = await ChainReviewViews.ReadAsync(
            db,
            db.NewestReviews().Where(review => review.ClaimId == here.Id),
            cancellationToken
        );
        return new ClaimChainView(
            here,
            [.. here.Content.Select(span => InContext(text, span))],
            [
                .. here.Attribution.Select(link => new ChainLinkView(
                    link.Position,
                    link.Mention is { } mention ? InContext(text, mention) : null,
                    link.Cue is { } cue ? InContext(text, cue) : null,
                    [.. upstream[link.Position]]
                )),
            ],
            newest.FirstOrDefault()
        );
    }

    private static SpanInContextView InContext(CodePointIndex text, SpanView span) =>
        new(
            text.Slice(Math.Max(0, span.Start - Context), span.Start),
            span.Quote,
            text.Slice(span.End, Math.Min(text.Length, span.End + Context)),
            span.Start,
            span.End
        );

    private async Task<ILookup<int, UpstreamView>> UpstreamAsync(ClaimView here, CancellationToken cancellationToken)
    {
        var candidates = await CandidatesAsync(here, cancellationToken);
        List<long> ids = [.. candidates.Keys];
        var claims = (await ClaimViews.ReadAsync(db, ids, cancellationToken))
            .Where(claim => claim.Status is ClaimStatus.Accepted or ClaimStatus.Proposed)
            .ToList();
        var standsFor = await StandsForAsync([here, .. claims], cancellationToken);
        List<long> articles = [here.Article.Id, .. claims.Select(claim => claim.Article.Id)];
        var languages = await db
            .Articles.Where(article => articles.Contains(article.Id))
            .ToDictionaryAsync(article => article.Id, article => article.Language, cancellationToken);
        var found = new List<(int Position, UpstreamView View)>();
        foreach (var claim in claims)
        {
            // The link at which its outlet is named; a report that this one was made from without naming it stands behind the publisher.
            var candidate = candidates[claim.Id];
            var named = here.Attribution.FirstOrDefault(link =>
                link.Position > 0 && Same(link.Source.Id, claim.Article.Outlet?.Id)
            );
            if (named is null && candidate.Via == UpstreamVia.Restates)
                continue;
            found.Add(
                (
                    named?.Position ?? 0,
                    new UpstreamView(
                        claim,
                        candidate.Via,
                        candidate.RecordId,
                        languages[here.Article.Id] == languages[claim.Article.Id]
                            ? [.. WordDiff.Compare(claim.Statement, here.Statement).Select(WordChangeView.Of)]
                            : null,
                        AttributionDrift.Between(claim, here, named?.Position ?? 0, Same)
                    )
                )
            );
        }

        return found
            .OrderBy(one => one.View.Via)
            .ThenBy(one => one.View.Claim.Id)
            .Take(MaxUpstream)
            .ToLookup(one => one.Position, one => one.View);

        bool Same(long? one, long? other) =>
            one is { } a && other is { } b && standsFor.GetValueOrDefault(a, a) == standsFor.GetValueOrDefault(b, b);
    }

    /// <summary>The claims that may be the report this one was had from, with what says so.</summary>
    private async Task<Dictionary<long, Candidate>> CandidatesAsync(ClaimView here, CancellationToken cancellationToken)
    {
        var candidates = (
            await db
                .Relations.AsNoTracking()
                .Where(relation =>
                    relation.FromId == here.Id
                    && relation.Type == RelationType.DerivedFrom
                    && relation.Status == RelationStatus.Standing
                )
                .OrderBy(relation => relation.Id)
                .Take(MaxUpstream)
                .Select(relation => new { relation.ToId, relation.Id })
                .ToListAsync(cancellationToken)
        ).ToDictionary(row => row.ToId, row => new Candidate(UpstreamVia.DerivedFrom, row.Id));
        var same = await db.PropositionOfAsync(here.Id, PropositionOf.Any, Restatements, cancellationToken);
        var articles = (
            await db
                .Derivations.AsNoTracking()
                .Where(derivation =>
                    derivation.ArticleId == here.Article.Id
                    && derivation.WithdrawnAt == null
                    && derivation.FromArticleId != null
                )
                .Select(derivation => new { ArticleId = derivation.FromArticleId!.Value, derivation.Id })
                .ToListAsync(cancellationToken)
        ).ToDictionary(row => row.ArticleId, row => row.Id);
        List<long> ids = [.. same.Reached.Keys];
        foreach (
            var claim in await db
                .Claims.Where(claim => ids.Contains(claim.Id))
                .Select(claim => new { claim.Id, claim.ArticleId })
                .ToListAsync(cancellationToken)
        )
        {
            if (claim.ArticleId == here.Article.Id)
                continue;
            candidates.TryAdd(
                claim.Id,
                articles.TryGetValue(claim.ArticleId, out var derivation)
                    ? new Candidate(UpstreamVia.ArticleDerivation, derivation)
                    : new Candidate(UpstreamVia.Restates, same.Reached[claim.Id]!.Value.Via)
            );
        }

        return candidates;
    }

    private async Task<Dictionary<long, long>> StandsForAsync(
        IReadOnlyList<ClaimView> claims,
        CancellationToken cancellationToken
    )
    {
        var ids = claims
            .SelectMany(claim => claim.Attribution.Select(link => link.Source.Id).Append(claim.Article.Outlet?.Id))
            .OfType<long>()
            .Distinct()
            .ToList();
        return await db
            .Sources.Where(source => ids.Contains(source.Id) && source.CanonicalId != null)
            .ToDictionaryAsync(source => source.Id, source => source.CanonicalId!.Value, cancellationToken);
    }

    private sealed record Candidate(UpstreamVia Via, long RecordId);
}
