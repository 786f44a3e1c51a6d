using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Views;
using MediatR;

namespace ClaimTracker.Web.Features.Claims;

/// <summary>One claim with its content, chain and counts.</summary>
[Requires(Role.Reader)]
public sealed record GetClaim(long Id) : IQuery<ClaimView>;

internal sealed class GetClaimHandler(ClaimTrackerDb db) : IRequestHandler<GetClaim, ClaimView>
{
    public Task<ClaimView> Handle(GetClaim query, CancellationToken cancellationToken) => ClaimViews.ReadAsync(db, query.Id, cancellationToken);
}
