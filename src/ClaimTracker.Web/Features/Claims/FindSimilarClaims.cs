using ClaimTracker.Domain.Access;
using ClaimTracker.Domain.Relations;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Matching;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using ClaimTracker.Web.Wording;
using MediatR;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>
/// Claims of other articles that say much the same as this one, the most alike first, at most 20, proposed ones included; those that were rejected or
/// replaced left out. Compared by the words that bear the meaning of their statements. Nothing of this counts anywhere: what is worth a relation between
/// accepted claims is also found in <c>/suggestions</c>.
/// </summary>
[Requires(Role.Reader)]
public sealed record FindSimilarClaims(long Id) : IQuery<IReadOnlyList<SimilarClaim>>;

/// <summary>A claim that says much the same.</summary>
/// <param name="Score">0.4 to 1: twice the words in common, by the words of both.</param>
/// <param name="Matched">The words in common, as this claim's statement has them, folded.</param>
/// <param name="Why">How many words match, and what speaks against it: figures that differ, or that one of the two is a denial.</param>
/// <param name="Relation">What the two may be to each other: <c>restates</c> from 0.8, <c>corroborates</c> from 0.6, <c>contradicts</c> where one denies it; null where the words do not say, or the figures differ.</param>
public sealed record SimilarClaim(
    ClaimView Claim,
    double Score,
    IReadOnlyList<string> Matched,
    string Why,
    RelationType? Relation
);

internal sealed class FindSimilarClaimsHandler(ClaimTrackerDb db, SimilarClaims similar)
    : IRequestHandler<FindSimilarClaims, IReadOnlyList<SimilarClaim>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<SimilarClaim>> Handle(FindSimilarClaims query, CancellationToken cancellationToken)
    {
        if (await SimilarClaims.ReadAsync(db.Claims.Where(c => c.Id == query.Id), cancellationToken) is not [var claim])
            throw new NotFoundException("claim", query.Id);
        var found = await similar.ReadAsync(
            db,
            index => index.Find(claim, acceptedOnly: false, Most),
            cancellationToken
        );
        var views = (
            await ClaimViews.ReadAsync(db, found.Select(alike => alike.Claim).ToList(), cancellationToken)
        ).ToDictionary(view => view.Id);
        return
        [
            .. found.Select(alike => new SimilarClaim(
                views[alike.Claim],
                alike.Score,
                alike.Matched,
                Sentences.Say(alike.Cause),
                alike.Relation
            )),
        ];
    }
}
