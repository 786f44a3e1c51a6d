using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph around a claim.</summary>
[Requires(Role.Reader)]
public sealed record GetClaimGraph : GraphPull
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class GetClaimGraphValidator : GraphPullValidator<GetClaimGraph>;

internal sealed class GetClaimGraphHandler(Lazy<ClaimTrackerDb> db, Reading reading, Weighing weighing, Pasts pasts)
    : IRequestHandler<GetClaimGraph, Graph>
{
    public Task<Graph> Handle(GetClaimGraph query, CancellationToken cancellationToken) =>
        GraphWalk.RunAsync(
            db,
            reading,
            weighing,
            pasts,
            query,
            GraphRoots.Of(NodeId.Claim(query.Id)),
            cancellationToken
        );
}
