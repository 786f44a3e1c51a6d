using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Articles;
using MediatR;

namespace ClaimTracker.Web.Features.Derivations;

/// <summary>One derivation of an article, standing or withdrawn.</summary>
[Requires(Role.Reader)]
public sealed record GetDerivation(long Id, long DerivationId) : IQuery<DerivationView>;

internal sealed class GetDerivationHandler(ClaimTrackerDb db) : IRequestHandler<GetDerivation, DerivationView>
{
    public async Task<DerivationView> Handle(GetDerivation query, CancellationToken cancellationToken) =>
        (
            await DerivationViews.ReadAsync(
                db.Derivations.Where(d => d.Id == query.DerivationId && d.ArticleId == query.Id),
                cancellationToken
            )
        ).SingleOrDefault()
        ?? throw new NotFoundException($"derivation of article {query.Id} with the id", query.DerivationId);
}
