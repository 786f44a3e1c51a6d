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

internal sealed class GetClaimGraphValidator : GraphQueryValidator<GetClaimGraph>;

internal sealed class GetClaimGraphHandler(Reading reading) : IRequestHandler<GetClaimGraph, Graph>
{
    public Task<Graph> Handle(GetClaimGraph query, CancellationToken cancellationToken) =>
        GraphWalk.RunAsync(reading, query, GraphRoots.Of(NodeId.Claim(query.Id)), cancellationToken);
}
