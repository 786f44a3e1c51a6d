using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Claims;
using MediatR;

namespace ClaimTracker.Web.Features.Verdicts;

/// <summary>One scale with its steps.</summary>
[Requires(Role.Reader)]
public sealed record GetVerdictScale(long Id) : IQuery<VerdictScaleView>;

internal sealed class GetVerdictScaleHandler(ClaimTrackerDb db) : IRequestHandler<GetVerdictScale, VerdictScaleView>
{
    public async Task<VerdictScaleView> Handle(GetVerdictScale query, CancellationToken cancellationToken) =>
        (
            await VerdictViews.ReadAsync(db.VerdictScales.Where(scale => scale.Id == query.Id), cancellationToken)
        ).FirstOrDefault() ?? throw new NotFoundException("verdict scale", query.Id);
}
