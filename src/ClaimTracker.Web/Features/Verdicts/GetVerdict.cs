using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>The verdict on a claim, drafts and withdrawn ones too, with all that was published before. 404 where there is none.</summary>
[Requires(Role.Reader)]
public sealed record GetVerdict(long Id) : IQuery<ClaimVerdictView>;

internal sealed class GetVerdictHandler(ClaimTrackerDb db) : IRequestHandler<GetVerdict, ClaimVerdictView>
{
    public Task<ClaimVerdictView> Handle(GetVerdict query, CancellationToken cancellationToken) =>
        VerdictViews.ReadAsync(db, query.Id, cancellationToken);
}
