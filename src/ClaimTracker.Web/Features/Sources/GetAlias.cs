using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using ClaimTracker.Web.Pipeline.Messaging;
using ClaimTracker.Web.Views.Sources;
using MediatR;

namespace ClaimTracker.Web.Features.Sources;

/// <summary>One alias of a source, standing or withdrawn.</summary>
[Requires(Role.Reader)]
public sealed record GetAlias(long Id, long AliasId) : IQuery<AliasView>;

internal sealed class GetAliasHandler(ClaimTrackerDb db) : IRequestHandler<GetAlias, AliasView>
{
    public async Task<AliasView> Handle(GetAlias query, CancellationToken cancellationToken) =>
        (
            await SourceViews.ReadAsync(
                db.Aliases.Where(alias => alias.Id == query.AliasId && alias.SourceId == query.Id),
                cancellationToken
            )
        ).SingleOrDefault() ?? throw new NotFoundException($"alias of source {query.Id} with the id", query.AliasId);
}
