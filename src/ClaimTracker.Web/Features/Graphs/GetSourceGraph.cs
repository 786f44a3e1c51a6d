using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph of a source: the claims whose chains name it, in whatever place, and what they are related to.</summary>
[Requires(Role.Reader)]
public sealed record GetSourceGraph : GraphPull
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class GetSourceGraphValidator : GraphPullValidator<GetSourceGraph>;

internal sealed class GetSourceGraphHandler(Lazy<ClaimTrackerDb> db, Reading reading, Weighing weighing, Pasts pasts)
    : IRequestHandler<GetSourceGraph, Graph>
{
    public Task<Graph> Handle(GetSourceGraph query, CancellationToken cancellationToken) =>
        GraphWalk.RunAsync(
            db,
            reading,
            weighing,
            pasts,
            query,
            GraphRoots.Of(NodeId.Source(query.Id)),
            cancellationToken
        );
}
