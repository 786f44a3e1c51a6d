using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Review;
using MediatR;

namespace ClaimTracker.Web.Features.Flags;

/// <summary>One flag.</summary>
[Requires(Role.Reader)]
public sealed record GetFlag(long Id) : IQuery<FlagView>;

internal sealed class GetFlagHandler(ClaimTrackerDb db) : IRequestHandler<GetFlag, FlagView>
{
    public Task<FlagView> Handle(GetFlag query, CancellationToken cancellationToken) =>
        FlagViews.ReadAsync(db, query.Id, cancellationToken);
}
