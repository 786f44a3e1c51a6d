using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>One source with its aliases and affiliations.</summary>
[Requires(Role.Reader)]
public sealed record GetSource(long Id) : IQuery<SourceView>;

internal sealed class GetSourceHandler(ClaimTrackerDb db) : IRequestHandler<GetSource, SourceView>
{
    public Task<SourceView> Handle(GetSource query, CancellationToken cancellationToken) =>
        SourceViews.ReadAsync(db, query.Id, cancellationToken);
}
