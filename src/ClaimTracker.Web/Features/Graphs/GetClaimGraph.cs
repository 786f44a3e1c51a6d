using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph around a claim.</summary>
[Requires(Role.Reader)]
public sealed record GetClaimGraph : GraphRequest
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class GetClaimGraphValidator : GraphRequestValidator<GetClaimGraph>;

internal sealed class GetClaimGraphHandler(
    ClaimTrackerDb db,
    ReadConnections readConnections,
    LiveAssessmentIndex liveAssessmentIndex,
    AsOfDatabases asOfDatabases
) : IRequestHandler<GetClaimGraph, Graph>
{
    public Task<Graph> Handle(GetClaimGraph query, CancellationToken cancellationToken) =>
        GraphReader.RunAsync(
            db,
            readConnections,
            liveAssessmentIndex,
            asOfDatabases,
            query,
            GraphRoots.Of(NodeId.Claim(query.Id)),
            cancellationToken
        );
}
