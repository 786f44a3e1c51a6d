using System.Text.Json.Serialization;
using ClaimTracker.Domain.Access;
using ClaimTracker.Web.AsOf;
using ClaimTracker.Web.Assessment;
using ClaimTracker.Web.Data;
using ClaimTracker.Web.Pipeline.Messaging;
using MediatR;

namespace ClaimTracker.Web.Features.Graphs;

/// <summary>The graph of a source: the claims whose chains name it, in whatever place, and what they are related to.</summary>
[Requires(Role.Reader)]
public sealed record GetSourceGraph : GraphRequest
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class GetSourceGraphValidator : GraphRequestValidator<GetSourceGraph>;

internal sealed class GetSourceGraphHandler(
    ClaimTrackerDb db,
    ReadConnections readConnections,
    LiveAssessmentIndex liveAssessmentIndex,
    AsOfDatabases asOfDatabases
) : IRequestHandler<GetSourceGraph, Graph>
{
    public Task<Graph> Handle(GetSourceGraph query, CancellationToken cancellationToken) =>
        GraphReader.RunAsync(
            db,
            readConnections,
            liveAssessmentIndex,
            asOfDatabases,
            query,
            GraphRoots.Of(NodeId.Source(query.Id)),
            cancellationToken
        );
}
